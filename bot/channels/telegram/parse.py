"""A raw update, read with tolerance: only what we need has to be there, whatever else Telegram adds or leaves out.

The library's own ``Update.de_json`` is not used here: one field that it misses raises for the whole batch, and
building its objects costs more than all the rest of a turn (docs/decisions/0008-many-turns-one-commit.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.delivery.channel import Heard, Numberless, What
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
        *("left_chat_member", "migrate_to_chat", "migrate_from_chat", "group_chat_created", "boost_added"),
    )
)


@dataclass(frozen=True, slots=True)
class Press:
    """What a press is answered by: or the button keeps spinning, and its message keeps its buttons.

    keyboard: label and data of that message's buttons.
    """

    query_id: str | None = None
    message_id: int | None = None
    keyboard: tuple[tuple[str, str], ...] = ()


class UnreadableUpdate(ValueError):  # noqa: N818 - the name says what it is
    """An update without what its kind must have. chat: whom to tell, when that at least is known."""

    def __init__(self, chat: str = "") -> None:
        super().__init__("unreadable update")
        self.chat = chat


def parse(raw: object) -> Heard:
    """What an update says, readable or not. Numberless when it lacks even its number."""
    try:
        number = _integer(_mapping(raw), "update_id")
    except UnreadableUpdate:
        raise Numberless from None
    try:
        return hear(_mapping(raw))
    except UnreadableUpdate as error:
        return Heard(number, What.UNREADABLE, error.chat)


def number_if_any(raw: object) -> int | None:
    try:
        return parse(raw).number
    except Numberless:
        return None


def hear(raw: Mapping[str, Any]) -> Heard:
    """What an update says. UnreadableUpdate when it lacks what its kind must have."""
    number = _integer(raw, "update_id")
    if "message" in raw:
        return _message(number, _mapping(raw["message"]))
    if "edited_message" in raw:
        heard = _message(number, _mapping(raw["edited_message"]))
        if heard.what is not What.SAID:
            return Heard(number, What.NOTHING)
        return Heard(number, What.SAID, heard.chat, Kind.EDITED, heard.text)
    if "callback_query" in raw:
        return _press(number, _mapping(raw["callback_query"]))
    if "my_chat_member" in raw:
        return _membership(number, _mapping(raw["my_chat_member"]))
    return Heard(number, What.NOTHING)  # a channel post, a reaction, or what Telegram invents next


def _message(number: int, message: Mapping[str, Any]) -> Heard:
    chat, private = _chat(message)
    if not _SERVICE.isdisjoint(message):
        return Heard(number, What.NOTHING)
    if not private:
        return Heard(number, What.PUBLIC, chat)
    if "text" in message:
        text = message["text"]
        if not isinstance(text, str):
            raise UnreadableUpdate(chat)
        kind, text = typed(text)
        return Heard(number, What.SAID, chat, kind, text)
    if isinstance(document := message.get("document"), Mapping):
        return _file(number, chat, document)
    medium = next((key for key in _MEDIA if key in message), "message")
    return Heard(number, What.SAID, chat, Kind.OTHER, medium)


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
        chat, private = _chat(message)
    else:  # the message is too old to come along; in a private chat the person's number is the chat's
        chat, private = str(_integer(_mapping(query.get("from")), "id")), True
    if not private:
        return Heard(number, What.PUBLIC, chat, about=Press(query_id if isinstance(query_id, str) else None))
    data = query.get("data")
    if not isinstance(query_id, str) or not isinstance(data, str):
        raise UnreadableUpdate(chat)
    message_id = message.get("message_id")
    keyboard = tuple(_buttons(message.get("reply_markup")))
    press = Press(query_id, message_id if isinstance(message_id, int) else None, keyboard)
    return Heard(number, What.SAID, chat, Kind.PRESS, data, press)


def _buttons(markup: Any) -> list[tuple[str, str]]:
    try:
        return [(b["text"], b["callback_data"]) for row in markup["inline_keyboard"] for b in row]
    except (TypeError, KeyError):
        return []


def _membership(number: int, change: Mapping[str, Any]) -> Heard:
    chat, private = _chat(change)
    status = _mapping(change.get("new_chat_member") or {}).get("status")
    gone = status in {"kicked", "left"}
    if private:
        return Heard(number, What.LEFT if gone else What.NOTHING, chat)
    return Heard(number, What.NOTHING if gone else What.PUBLIC, chat)


def _chat(of: Mapping[str, Any]) -> tuple[str, bool]:
    chat = _mapping(of.get("chat"))
    return str(_integer(chat, "id")), chat.get("type", "private") == "private"


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UnreadableUpdate
    return value


def _integer(of: Mapping[str, Any], key: str) -> int:
    value = of.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise UnreadableUpdate
    return value
