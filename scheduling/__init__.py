"""Read proposed dates, judge them against observances and caring hours, find better times.

A library: it knows no Slack, no database, no environment, no network and no clock.
"""
