"""The shell: Slack, terminal, database, browser; all that touches the world."""
