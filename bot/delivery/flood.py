"""How much one chat may say at once, and cost: more than a person types or taps, no more than the others can bear."""

from __future__ import annotations

AT_ONCE = 60  # updates that pass without a pause
EVERY = 200  # milliseconds: after that, one in each
COST = 20  # milliseconds of the bucket for one of processor time: a chat may take up a twentieth of one processor
LONGEST = 60_000  # milliseconds that a chat waits at most, whatever one word of it has cost
SLICE = 50  # milliseconds of processor time after which a chat's next word waits for those of others
ROUND = 200  # the same of one transaction, after which long words and those of chats that cost much wait for the next
BRIEF = 200  # characters: what is no longer is cheap
HEAVY = 2_000  # milliseconds in the bucket of a chat that has lately cost much
_MOST = 10_000  # chats remembered before those that are quiet again are dropped


class Flood:
    """A leaky bucket for each chat that spoke lately; forgotten when it has run dry."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}  # chat → until when it need not be told again that it is too much
        self._dry: dict[str, int] = {}  # chat → when its bucket will have run dry

    def wait(self, chat: str, now: int) -> int:
        """Milliseconds until this chat may be heard; 0 counts as heard."""
        full = now + AT_ONCE * EVERY
        dry = self._level(chat, now) + EVERY
        wait = dry - full
        if wait > 0:
            return wait
        if len(self._dry) >= _MOST:
            self._dry = {name: then for name, then in self._dry.items() if then > now}
        self._dry[chat] = dry
        return 0

    def charge(self, chat: str, worked: int, now: int) -> None:
        """What was heard has cost so many milliseconds of processor time."""
        most = now + AT_ONCE * EVERY + LONGEST
        self._dry[chat] = min(self._level(chat, now) + worked * COST, most - EVERY)

    def is_heavy(self, chat: str, now: int) -> bool:
        """Whether it has lately cost much, so that the others go first."""
        return self._level(chat, now) - now >= HEAVY

    def first_of_many(self, chat: str, now: int) -> bool:
        """Whether nothing was turned away before since the bucket was last dry."""
        self._told = {name: then for name, then in self._told.items() if then > now}
        new = chat not in self._told
        self._told[chat] = max(self._level(chat, now), now + AT_ONCE * EVERY)
        return new

    def _level(self, chat: str, now: int) -> int:
        dry = self._dry.get(chat, now)
        possible = now < dry <= now + AT_ONCE * EVERY + LONGEST
        return dry if possible else now  # long dry; or never so full, and then the clock was set back
