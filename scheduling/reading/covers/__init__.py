"""What has figures in it and is never a date, as words and patterns, by subject.

Every pattern is anchored at a word or a sign and its repeats are bounded, so a search is linear in the line.
"""
