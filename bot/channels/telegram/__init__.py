"""Telegram: raw update → what was said; replies → messages; in between one transaction.

hearing: a raw update as the conversation understands it · wording: a reply as Telegram's messages ·
turns: arrivals → steps → outbox in one transaction · worker: the one thread that does it ·
poller: takes updates from Telegram · sender: delivers the outbox · client: the Bot API.
"""
