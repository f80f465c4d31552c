"""The shapes of scheduling's input and answers."""
