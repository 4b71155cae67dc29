"""What the handbook says, read from docs/ and data/. Nothing here writes, nothing knows the engine."""
