"""The command `alongside`: one module for each thing a person types."""
