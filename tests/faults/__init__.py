"""The fault run: workers are killed at random while Slack misbehaves, and every slot is accounted for."""
