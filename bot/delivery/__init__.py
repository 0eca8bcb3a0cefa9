"""From inbox to outbox: nothing lost, nothing doubled, no messenger known."""
