"""The trade of keeping documents as pure functions: names, kinds of files, retention, folding of text for search."""
