"""The shapes of learning's input and answers: courses, learners, the library."""
