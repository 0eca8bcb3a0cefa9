"""Telegram: raw update → what was said; replies → messages; and how both travel.

parse: an update as the conversation understands it · render: a reply as Telegram's messages · channel: both, as
delivery asks for them · client: the Bot API · inlet, poller, webhook: how updates come in · profile: what people see
before they say a word · settings: token, webhook.
"""
