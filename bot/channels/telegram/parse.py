"""A raw update, read with tolerance: only what we need has to be there, whatever else Telegram adds or leaves out.

The library's own ``Update.de_json`` is not used here: one field that it misses raises for the whole batch, and
building its objects costs more than all the rest of a turn (docs/decisions/0008-many-turns-one-commit.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.delivery.channel import Heard, Numberless, What
from dialogs.messages import Kind
from dialogs.phrases import phrases
from dialogs.views.exporting import LARGEST

TEXT = "rothbot_text"  # of a file, put under its document when it was fetched; Telegram has no such field
PAPER = "rothbot_paper"  # what was read of a file, put into its message; Telegram has no such field
LONGEST_TEXT = 4096  # UTF-16 units in one message
_GROUPS = ("group", "supergroup")
_END = 2**33  # seconds since 1970: no message has a later date
WANTED = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")

# What a person sends, the most telling first. Whatever else a message may be, nobody said it: Telegram itself writes
# it into the chat, and it gets no answer.
_MEDIA = (
    *("live_photo", "photo", "sticker", "voice", "audio", "video", "video_note", "animation", "document", "venue"),
    *("location", "contact", "poll", "dice", "story", "game", "paid_media", "checklist", "giveaway"),
    *("giveaway_winners", "invoice"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a group somebody addressed us: the message to reply to, and the topic it stands in."""

    message: int | None = None
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed: the message, and label and data of its buttons."""

    message_id: int | None = None
    keyboard: tuple[tuple[str, str], ...] = ()


class UnreadableUpdate(ValueError):  # noqa: N818 - the name says what it is
    """An update without what its kind must have. chat: whom to tell, when that at least is known."""

    def __init__(self, chat: str = "") -> None:
        super().__init__("unreadable update")
        self.chat = chat


def parse(raw: object, us: str = "") -> Heard:
    """What an update says, readable or not. Numberless when it lacks even its number.

    us: our user name, where it is known.
    """
    try:
        number = _integer(_mapping(raw), "update_id")
    except UnreadableUpdate:
        raise Numberless from None
    try:
        return hear(_mapping(raw), us)
    except UnreadableUpdate as error:
        return Heard(number, What.UNREADABLE, error.chat)


def number_if_any(raw: object) -> int | None:
    try:
        return parse(raw).number
    except Numberless:
        return None


def chat_if_any(raw: object) -> str:
    """Empty where none is known."""
    try:
        return parse(raw).chat
    except Numberless:
        return ""


def hear(raw: Mapping[str, Any], us: str = "") -> Heard:
    """What an update says. UnreadableUpdate when it lacks what its kind must have. A field that is null is absent."""
    raw = _mapping(raw)
    number = _integer(raw, "update_id")
    if "message" in raw:
        message = _mapping(raw["message"])
        return replace(_message(number, message, us), language=_language(message), at=_said_at(message))
    if "edited_message" in raw:
        edited = _mapping(raw["edited_message"])
        heard = _message(number, edited, us)
        if heard.what is not What.SAID:
            return Heard(number, What.NOTHING)
        return replace(heard, kind=Kind.EDITED, refers=heard.message, at=_said_at(edited))
    if "callback_query" in raw:
        query = _mapping(raw["callback_query"])
        return replace(_press(number, query), language=_language(query), at=_said_at(query.get("message")))
    if "my_chat_member" in raw:
        return _membership(number, _mapping(raw["my_chat_member"]))
    return Heard(number, What.NOTHING)  # a channel post, a reaction, or what Telegram invents next


def _message(number: int, message: Mapping[str, Any], us: str) -> Heard:
    chat, private = _chat(message)
    if not private:
        return _in_public(number, chat, message)
    own, to = message.get("message_id"), message.get("reply_to_message")
    refers = to.get("message_id") if isinstance(to, Mapping) else None
    own, refers = (number if _is_number(number) else None for number in (own, refers))
    words = message.get("text")
    if words is None and "rich_message" in message:
        words = _flat(message["rich_message"]).strip()
    if words is not None:
        if not isinstance(words, str):
            raise UnreadableUpdate(chat)
        kind, text = typed(words, us)
        return Heard(number, What.SAID, chat, kind, text, message=own, refers=refers)
    if isinstance(paper := message.get(PAPER), Mapping):
        return Heard(number, What.SAID, chat, Kind(paper["kind"]), str(paper["text"]))
    if isinstance(document := message.get("document"), Mapping):
        return replace(_file(number, chat, _mapping(document)), message=own, refers=refers)
    medium = next((key for key in _MEDIA if key in message), None)
    if medium is None:
        return Heard(number, What.NOTHING)
    return Heard(number, What.SAID, chat, Kind.OTHER, medium, message=own, refers=refers)


def _language(of: Mapping[str, Any]) -> str:
    person = of.get("from")
    code = person.get("language_code") if isinstance(person, Mapping) else None
    return code.partition("-")[0].casefold() if isinstance(code, str) else ""


def _said_at(message: object) -> int:
    """When Telegram had it, in milliseconds; 0 where it does not say."""
    date = message.get("date") if isinstance(message, Mapping) else None
    return date * 1000 if isinstance(date, int) and not isinstance(date, bool) and 0 < date < _END else 0


def _flat(rich: Any) -> str:
    """The words of formatted text, a line for each of its blocks."""
    match rich:
        case str():
            return rich
        case [*parts]:
            return "".join(map(_flat, parts))
        case {"blocks": [*blocks]} | {"items": [*blocks]} | {"cells": [*blocks]}:
            return "\n".join(map(_flat, blocks))
        case {"text": inside} | {"summary": inside}:
            return _flat(inside)
    return ""


def _file(number: int, chat: str, document: Mapping[str, Any]) -> Heard:
    """A file that may be an export was fetched before the update came here, unless it got lost on the way."""
    kind, text = kind_of(document), document.get(TEXT)
    if kind == "export" and isinstance(text, str):
        return Heard(number, What.SAID, chat, Kind.FILE, text)
    return Heard(number, What.SAID, chat, Kind.OTHER, "lost_file" if kind == "export" else kind)


def kind_of(document: Mapping[str, Any]) -> str:
    """``export`` when it may be one; else the name under which the conversation says what it cannot read."""
    name, mime, size = (document.get(key) for key in ("file_name", "mime_type", "file_size"))
    if mime != "application/json" and not (isinstance(name, str) and name.casefold().endswith(".json")):
        return "document"
    return "export" if isinstance(size, int) and size <= LARGEST else "large_file"


def typed(text: str, us: str = "") -> tuple[Kind, str]:
    """Words as the conversation takes them: commands without our name, nothing longer than one message.

    A command that names another bot keeps that name, and is none of ours.
    """
    text = text.encode("utf-8", "replace").decode()  # half a character, which JSON can carry, is none
    if utf16(text) > LONGEST_TEXT:
        return Kind.OTHER, "long_text"
    if text.startswith("/"):
        command, _, rest = text.partition(" ")
        ours, _, name = command.partition("@")
        command = ours if name.casefold() in {us.casefold(), ""} or not us else command
        if command == "/start":  # what follows comes from the link that was followed, not from the person
            return Kind.TEXT, phrases()["channel"]["links"].get(rest.strip(), command)
        text = f"{command} {rest}" if rest else command
    return Kind.TEXT, text


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _press(number: int, query: Mapping[str, Any]) -> Heard:
    message = _mapping(query.get("message") or {})
    if "chat" in message:
        chat, private = _chat(message)
    else:  # the message is too old to come along; in a private chat the person's number is the chat's
        chat, private = str(_integer(_mapping(query.get("from")), "id")), True
    if not private:
        return Heard(number, What.NOTHING)
    data = query.get("data")
    if not isinstance(data, str):
        raise UnreadableUpdate(chat)
    message_id = message.get("message_id")
    keyboard = tuple(_buttons(message.get("reply_markup")))
    press = Press(message_id if _is_number(message_id) else None, keyboard)
    return Heard(number, What.SAID, chat, Kind.PRESS, data, press)


def _buttons(markup: Any) -> list[tuple[str, str]]:
    try:
        return [(b["text"], b["callback_data"]) for row in markup["inline_keyboard"] for b in row]
    except (TypeError, KeyError):
        return []


def _membership(number: int, change: Mapping[str, Any]) -> Heard:
    chat, private = _chat(change)
    then, now = (_mapping(change.get(f"{when}_chat_member") or {}).get("status") for when in ("old", "new"))
    gone = now in {"kicked", "left"}
    if private:
        return Heard(number, What.LEFT if gone else What.NOTHING, chat)
    if gone:
        return Heard(number, What.LEFT, chat)
    came = then in {None, "kicked", "left"}  # else only our rights have changed
    group = _mapping(change.get("chat")).get("type") in _GROUPS
    return Heard(number, What.PUBLIC if came and group else What.NOTHING, chat)


def _in_public(number: int, chat: str, message: Mapping[str, Any]) -> Heard:
    """Nothing is read where others read along; whoever addresses us is answered once, where they spoke."""
    of = _mapping(message.get("chat"))
    if of.get("type") not in _GROUPS or not _addressed(message):
        return Heard(number, What.NOTHING)
    thread = message.get("message_thread_id") if message.get("is_topic_message") else None
    own = message.get("message_id")
    place = Place(own if _is_number(own) else None, thread if _is_number(thread) else None)
    return Heard(number, What.PUBLIC, chat, about=place)


def _addressed(message: Mapping[str, Any]) -> bool:
    """By a command, by our name (in a group Telegram brings us little else), or by a reply to us.

    A command for another bot names it, and a bot in privacy mode is not brought it.
    """
    entities = message.get("entities") or message.get("caption_entities") or ()
    kinds = {e.get("type") for e in entities if isinstance(e, Mapping)} if isinstance(entities, list) else set()
    to = message.get("reply_to_message")
    author = to.get("from") if isinstance(to, Mapping) else None
    to_bot = isinstance(author, Mapping) and author.get("is_bot") is True
    text = message.get("text")
    return bool({"mention", "bot_command"} & kinds) or to_bot or (isinstance(text, str) and text.startswith("/"))


def pressed(raw: Any) -> str | None:
    """The press that waits to be answered, or its button keeps spinning; None where there is none."""
    query = raw.get("callback_query") if isinstance(raw, Mapping) else None
    number = query.get("id") if isinstance(query, Mapping) else None
    return number if isinstance(number, str) and number else None


def _chat(of: Mapping[str, Any]) -> tuple[str, bool]:
    chat = _mapping(of.get("chat"))
    return str(_integer(chat, "id")), chat.get("type", "private") == "private"


def _mapping(value: object) -> Mapping[str, Any]:
    """Without the fields that are null: a gateway may write out what is absent."""
    if not isinstance(value, Mapping):
        raise UnreadableUpdate
    return {name: inside for name, inside in value.items() if inside is not None}


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _integer(of: Mapping[str, Any], key: str) -> int:
    value = of.get(key)
    if not _is_number(value):
        raise UnreadableUpdate
    return int(value)  # type: ignore[arg-type]
