"""A raw update, read with tolerance: only what we need has to be there, whatever else Telegram adds or leaves out.

The library's own ``Update.de_json`` is not used here: one field that it misses raises for the whole batch, and
building its objects costs more than all the rest of a turn (docs/decisions/0008-many-turns-one-commit.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from dialogs.messages import Kind
from dialogs.phrases import phrases
from dialogs.views.exporting import LARGEST

TEXT = "rothbot_text"  # of a file, put under its document when it was fetched; Telegram has no such field
LONGEST_TEXT = 4096  # UTF-16 units in one message
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")

_MEDIA = (
    *("photo", "sticker", "voice", "audio", "video", "video_note", "animation", "document", "location", "venue"),
    *("contact", "poll", "dice", "story", "game", "paid_media", "checklist"),
)
# What Telegram itself writes into a chat; nobody said it.
_SERVICE = frozenset(
    (
        *("pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed"),
        *("users_shared", "chat_shared", "connected_website", "proximity_alert_triggered", "new_chat_members"),
        *("left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "group_chat_created", "boost_added"),
    )
)


class What(Enum):
    SAID = auto()  # something for the conversation
    GROUP = auto()  # somebody wants us in a group
    LEFT = auto()  # the person blocked us
    UNREADABLE = auto()  # not what its kind must be
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """chat_id is 0 when the update belongs to no chat of ours."""

    update_id: int
    what: What
    chat_id: int = 0
    kind: Kind = Kind.TEXT
    text: str = ""
    query_id: str | None = None  # of a press: to be answered, or the button keeps spinning
    message_id: int | None = None  # of a press: the message whose button it was
    keyboard: tuple[tuple[str, str], ...] = field(default=())  # of a press: label and data of that message's buttons


class UnreadableUpdate(ValueError):  # noqa: N818 - the name says what it is
    """An update without what its kind must have. chat_id: whom to tell, when that at least is known."""

    def __init__(self, chat_id: int = 0) -> None:
        super().__init__("unreadable update")
        self.chat_id = chat_id


def number_of(raw: object) -> int:
    """The update's own number; without one it cannot even be set aside."""
    return _integer(_mapping(raw), "update_id")


def number_if_any(raw: object) -> int | None:
    try:
        return number_of(raw)
    except UnreadableUpdate:
        return None


def hear(raw: Mapping[str, Any]) -> Heard:
    """What an update says. UnreadableUpdate when it lacks what its kind must have."""
    number = number_of(raw)
    if "message" in raw:
        return _message(number, _mapping(raw["message"]))
    if "edited_message" in raw:
        heard = _message(number, _mapping(raw["edited_message"]))
        if heard.what is not What.SAID:
            return Heard(number, What.NOTHING)
        return Heard(number, What.SAID, heard.chat_id, Kind.EDITED, heard.text)
    if "callback_query" in raw:
        return _press(number, _mapping(raw["callback_query"]))
    if "my_chat_member" in raw:
        return _membership(number, _mapping(raw["my_chat_member"]))
    return Heard(number, What.NOTHING)  # a channel post, a reaction, or what Telegram invents next


def _message(number: int, message: Mapping[str, Any]) -> Heard:
    chat_id, private = _chat(message)
    if not _SERVICE.isdisjoint(message):
        return Heard(number, What.NOTHING)
    if not private:
        return Heard(number, What.GROUP, chat_id)
    if "text" in message:
        text = message["text"]
        if not isinstance(text, str):
            raise UnreadableUpdate(chat_id)
        kind, text = typed(text)
        return Heard(number, What.SAID, chat_id, kind, text)
    if isinstance(document := message.get("document"), Mapping):
        return _file(number, chat_id, document)
    medium = next((key for key in _MEDIA if key in message), "message")
    return Heard(number, What.SAID, chat_id, Kind.OTHER, medium)


def _file(number: int, chat_id: int, document: Mapping[str, Any]) -> Heard:
    """A file that may be an export was fetched before the update came here, unless it got lost on the way."""
    kind, text = kind_of(document), document.get(TEXT)
    if kind == "export" and isinstance(text, str):
        return Heard(number, What.SAID, chat_id, Kind.FILE, text)
    return Heard(number, What.SAID, chat_id, Kind.OTHER, "lost_file" if kind == "export" else kind)


def kind_of(document: Mapping[str, Any]) -> str:
    """``export`` when it may be one; else the name under which the conversation says what it cannot read."""
    name, mime, size = (document.get(key) for key in ("file_name", "mime_type", "file_size"))
    if mime != "application/json" and not (isinstance(name, str) and name.casefold().endswith(".json")):
        return "document"
    return "export" if isinstance(size, int) and size <= LARGEST else "large_file"


def typed(text: str) -> tuple[Kind, str]:
    """Words as the conversation takes them: commands without the bot's name, nothing longer than one message."""
    text = text.encode("utf-8", "replace").decode()  # half a character, which JSON can carry, is none
    if utf16(text) > LONGEST_TEXT:
        return Kind.OTHER, "long_text"
    if text.startswith("/"):
        command, _, rest = text.partition(" ")
        command = command.partition("@")[0]
        if command == "/start":  # what follows comes from the link that was followed, not from the person
            return Kind.TEXT, phrases()["channel"]["links"].get(rest.strip(), command)
        text = f"{command} {rest}" if rest else command
    return Kind.TEXT, text


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _press(number: int, query: Mapping[str, Any]) -> Heard:
    query_id = query.get("id")
    message = _mapping(query.get("message") or {})
    if "chat" in message:
        chat_id, private = _chat(message)
    else:  # the message is too old to come along; in a private chat the person's number is the chat's
        chat_id, private = _integer(_mapping(query.get("from")), "id"), True
    if not private:
        return Heard(number, What.GROUP, chat_id, query_id=query_id if isinstance(query_id, str) else None)
    data = query.get("data")
    if not isinstance(query_id, str) or not isinstance(data, str):
        raise UnreadableUpdate(chat_id)
    message_id = message.get("message_id")
    return Heard(
        number,
        What.SAID,
        chat_id,
        Kind.PRESS,
        data,
        query_id,
        message_id if isinstance(message_id, int) else None,
        tuple(_buttons(message.get("reply_markup"))),
    )


def _buttons(markup: Any) -> list[tuple[str, str]]:
    try:
        return [(b["text"], b["callback_data"]) for row in markup["inline_keyboard"] for b in row]
    except (TypeError, KeyError):
        return []


def _membership(number: int, change: Mapping[str, Any]) -> Heard:
    chat_id, private = _chat(change)
    status = _mapping(change.get("new_chat_member") or {}).get("status")
    gone = status in {"kicked", "left"}
    if private:
        return Heard(number, What.LEFT if gone else What.NOTHING, chat_id)
    return Heard(number, What.NOTHING if gone else What.GROUP, chat_id)


def _chat(of: Mapping[str, Any]) -> tuple[int, bool]:
    chat = _mapping(of.get("chat"))
    return _integer(chat, "id"), chat.get("type", "private") == "private"


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UnreadableUpdate
    return value


def _integer(of: Mapping[str, Any], key: str) -> int:
    value = of.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise UnreadableUpdate
    return value
