"""Which stored entities are the same thing: proposals with reasons, decisions, and their effect."""
