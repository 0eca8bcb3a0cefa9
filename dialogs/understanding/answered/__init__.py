"""What may answer the open question, by kind of answer; each reader gives an event, or None for what is none."""
