"""Days that need astronomy, reckoned ahead of time: `scripts/almanac` writes them to a table, tests recompute them.

Nothing here is imported when the product runs: a year of these takes about half a second.
"""
