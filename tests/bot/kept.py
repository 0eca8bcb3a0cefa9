"""What the store keeps of a chat, looked up by what its channel calls it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update

from bot.channels.telegram.channel import Telegram
from bot.store import Store, chats, talks
from bot.store.keyring import keys


class Nowhere:
    """A Bot API that takes everything."""

    async def deliver(self, chat: int, message: object) -> None: ...
    async def send_file(self, _chat: int, _file: object) -> tuple[None, str]:
        return None, ""

    async def use_up(self, chat: int, number: int, message: object) -> None: ...
    async def busy(self, chat: int, *, photo: bool) -> None: ...


TELEGRAM = Telegram(Nowhere(), "https://t.me/x")


def number(store: Store, chat: int, channel: str = "telegram") -> int | None:
    with store.transaction() as db:
        return chats.find(db, store.ring, channel, [str(chat)]).get(str(chat))


def sessions(store: Store, of: Collection[int], channel: str = "telegram") -> dict[int, str]:
    with store.transaction() as db:
        found = chats.find(db, store.ring, channel, [str(chat) for chat in of])
        stored = talks.load(db, store.ring, found.values())
    return {int(chat): stored[talk] for chat, talk in found.items() if talk in stored}


def keep(store: Store, chat: int, session: str, now: int = 1, channel: str = "telegram") -> int:
    """A session that was never said; the number of its talk."""
    with store.transaction() as db:
        talk, _ = chats.begin(db, store.ring, channel, str(chat))
        talks.save(db, store.ring, {talk: session}, now)
    return talk


def harm(store: Store, talk: int) -> None:
    """The row of this talk in the ring is damaged: its key opens no more."""
    with store.ring.engine.begin() as db:
        sealed = db.scalar(select(keys.c.sealed).where(keys.c.talk == talk))
        db.execute(update(keys).where(keys.c.talk == talk).values(sealed=sealed[:-4] + bytes(4)))
