"""Quotations and prompts: a library that knows no Slack, no database and no clock."""
