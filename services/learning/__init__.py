"""Learning: courses with quizzes and certificates, and the library of law."""
