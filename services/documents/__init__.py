"""Documents: files and their versions, the text in them and its search, retention and legal hold. The bytes lie in S3."""
