"""How much one chat may say at once: far more than a person types or taps, and no more than the others can bear."""

from __future__ import annotations

AT_ONCE = 60  # updates that pass without a pause
EVERY = 200  # milliseconds: after that, one in each
_MOST = 10_000  # chats remembered before those that are quiet again are dropped


class Flood:
    """A leaky bucket for each chat that spoke lately; forgotten when it has run dry."""

    def __init__(self) -> None:
        self._dry: dict[int, int] = {}  # chat → when its bucket will have run dry

    def wait(self, chat_id: int, now: int) -> int:
        """Milliseconds until this chat may be heard; 0 counts as heard."""
        full = now + AT_ONCE * EVERY
        dry = self._dry.get(chat_id, now)
        if not now < dry <= full:  # long dry; or never so full, and then the clock was set back
            dry = now
        dry += EVERY
        wait = dry - full
        if wait > 0:
            return wait
        if len(self._dry) >= _MOST:
            self._dry = {chat: then for chat, then in self._dry.items() if then > now}
        self._dry[chat_id] = dry
        return 0
