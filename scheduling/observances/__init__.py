"""Observances: when they fall, at which hours at a place, and what those hours may mean."""
