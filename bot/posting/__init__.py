"""Posting channel prompts: planning slots, handing them to Slack ahead of time, finding out what became of them."""
