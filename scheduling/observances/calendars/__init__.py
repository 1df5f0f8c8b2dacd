"""The arithmetic of each calendar system, one module each."""
