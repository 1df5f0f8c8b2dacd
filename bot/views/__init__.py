"""Domain objects → Block Kit. Pure functions: the same input gives the same blocks, and nothing is sent."""
