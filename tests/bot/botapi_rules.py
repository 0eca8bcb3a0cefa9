"""What Telegram demands of the calls that rothbot makes: methods, fields, types, limits. Our own short list."""

import json
import re
from html import unescape
from html.parser import HTMLParser

KEYBOARD_ROWS, KEYBOARD_BUTTONS = 100, 100
MESSAGE = {"chat_id": int, "parse_mode": str, "link_preview_options": dict, "reply_markup": dict}
FIELDS = {
    "getMe": {},
    "getWebhookInfo": {},
    "getMyCommands": {},
    "getMyDescription": {},
    "getMyShortDescription": {},
    "getChatMenuButton": {},
    "setMyDescription": {"description": str},
    "setMyShortDescription": {"short_description": str},
    "setChatMenuButton": {"menu_button": dict},
    "deleteWebhook": {"drop_pending_updates": bool},
    "setWebhook": {"url": str, "secret_token": str, "max_connections": int, "allowed_updates": list},
    "setMyCommands": {"commands": list},
    "getUpdates": {"offset": int, "limit": int, "timeout": int, "allowed_updates": list},
    "sendMessage": {**MESSAGE, "text": str},
    "editMessageText": {**MESSAGE, "text": str, "message_id": int},
    "editMessageReplyMarkup": {"chat_id": int, "message_id": int, "reply_markup": dict},
    "answerCallbackQuery": {"callback_query_id": str, "text": str, "show_alert": bool},
    "getFile": {"file_id": str},
    "sendDocument": {"chat_id": int, "document": bytes, "caption": str, "parse_mode": str, "reply_markup": dict},
    "sendPhoto": {"chat_id": int, "photo": bytes, "caption": str, "parse_mode": str, "reply_markup": dict},
}
REQUIRED = {
    "setWebhook": {"url"},
    "setMyCommands": {"commands"},
    "sendMessage": {"chat_id", "text"},
    "editMessageText": {"chat_id", "message_id", "text"},
    "editMessageReplyMarkup": {"chat_id", "message_id"},
    "answerCallbackQuery": {"callback_query_id"},
    "getFile": {"file_id"},
    "sendDocument": {"chat_id", "document"},
    "sendPhoto": {"chat_id", "photo"},
}
TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}


class RefusedError(Exception):
    """What Telegram would answer with 400."""


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def checked(method: str, form: dict[str, str | bytes]) -> dict:
    """The fields of a call as values; RefusedError for anything that Telegram would not take."""
    if method not in FIELDS:
        raise RefusedError(f"unknown method {method}")
    if missing := REQUIRED.get(method, set()) - form.keys():
        raise RefusedError(f"{method} without {missing}")
    values = {name: _typed(method, name, given) for name, given in form.items()}
    for name, most in (("text", 200 if method == "answerCallbackQuery" else 4096), ("caption", 1024)):
        if name in values:
            shown = plain(values[name]) if values.get("parse_mode") == "HTML" else values[name]
            if utf16(shown) > most or (method.endswith(("Message", "Text")) and not shown.strip()):
                raise RefusedError(f"{method}: {name} is empty or too long")
            values["shown"] = shown
    for name, most in (("description", 512), ("short_description", 120)):
        if utf16(values.get(name, "")) > most:
            raise RefusedError(f"{method}: {name} is too long")
    for command in values.get("commands", []):
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= utf16(command["description"]) <= 256:
            raise RefusedError(f"BOT_COMMAND_INVALID: {command}")
    if "reply_markup" in values:
        _check_keyboard(values["reply_markup"])
    return values


def _typed(method: str, name: str, given: str | bytes):
    kind = FIELDS[method].get(name)
    if kind is None:
        raise RefusedError(f"{method} has no field {name}")
    try:
        value = given if kind in {str, bytes} else json.loads(given)
    except ValueError:
        raise RefusedError(f"{method}: {name} is not JSON") from None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise RefusedError(f"{method}: {name} is not {kind.__name__}")
    return value


def _check_keyboard(markup: dict) -> None:
    rows = markup.get("inline_keyboard")
    if markup.keys() != {"inline_keyboard"} or not isinstance(rows, list) or len(rows) > KEYBOARD_ROWS:
        raise RefusedError("not an inline keyboard")
    buttons = [button for row in rows for button in row]
    if len(buttons) > KEYBOARD_BUTTONS or any(not 1 <= len(row) <= 8 for row in rows):
        raise RefusedError("too many buttons, or an empty row")
    for button in buttons:
        if len(button) != 2 or not str(button.get("text", "")).strip():
            raise RefusedError(f"a button needs a text and one action: {button}")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise RefusedError("BUTTON_DATA_INVALID")
        if data is None and not str(button.get("url", "")).startswith("https://"):
            raise RefusedError(f"a button that does nothing: {button}")


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _: list) -> None:
        if tag not in TAGS:
            raise RefusedError(f"can't parse entities: unsupported start tag {tag}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise RefusedError(f"can't parse entities: unexpected end tag {tag}")

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise RefusedError("can't parse entities: a bare <")
        self.text += data

    def handle_entityref(self, name: str) -> None:
        if name not in {"lt", "gt", "amp", "quot"}:
            raise RefusedError(f"can't parse entities: &{name};")
        self.text += unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += unescape(f"&#{name};")


def plain(html: str) -> str:
    """The text that a person sees."""
    parser = _Html()
    parser.feed(html)
    parser.close()
    if parser.open:
        raise RefusedError(f"can't parse entities: {parser.open} is not closed")
    return parser.text
