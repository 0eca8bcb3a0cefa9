"""What Telegram demands of the calls that rothbot makes: methods, fields, types, limits, entities.

``botapi_table.json`` holds the facts of Bot API 10.1, for the methods we call and what they are made of: a field is
its types, whether it is required, its least and largest size, and the words it may be.
"""

import json
import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

ROWS, BUTTONS, IN_A_ROW = 100, 100, 8
LONGEST = 4096  # UTF-16 units of a text, its marks left out
RICH_LONGEST, RICH_BLOCKS, RICH_COLUMNS, RICH_DEEP = 32_768, 500, 20, 16
PLAIN = {"Integer": int, "Boolean": bool, "Float": (int, float), "True": bool, "String": str}
TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler", "tg-time"}
RICH_BLOCK = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "footer", "hr", "ul", "ol", "li", "blockquote", "table",
              "details"}  # fmt: skip
RICH_INSIDE = {"tr": {"table"}, "th": {"tr"}, "td": {"tr"}, "li": {"ul", "ol"}, "summary": {"details"},
               "caption": {"table"}, "input": {"li"}}  # fmt: skip
RICH_HOLDS_BLOCKS = {"", "li", "blockquote", "details"}
RICH_INLINE = {"b", "strong", "i", "em", "u", "s", "code", "a", "mark", "sub", "sup", "tg-spoiler", "tg-time", "br"}
VOID = {"hr", "br", "input"}
ATTRIBUTES = {"a": {"href"}, "blockquote": {"expandable"}, "tg-time": {"unix", "format"}, "code": {"class"},
              "table": {"bordered", "striped"}, "td": {"align"}, "th": {"align"}, "details": {"open"},
              "input": {"type", "checked"}, "ol": {"start"}}  # fmt: skip
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


class RefusedError(Exception):
    """What Telegram would answer with 400."""


@cache
def table() -> dict:
    return json.loads((Path(__file__).parent / "botapi_table.json").read_text("utf-8"))


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def checked(method: str, form: dict[str, str | bytes]) -> dict:
    """The fields of a call as values, with ``shown``, the words that a person sees, and ``html``; RefusedError for
    anything that Telegram would not take.
    """
    fields = table()["methods"].get(method)
    if fields is None:
        raise RefusedError(f"unknown method {method}")
    values = {}
    for name, given in form.items():
        if name not in fields:
            raise RefusedError(f"{method} has no field {name}")
        values[name] = _value(fields[name][0], given, f"{method}.{name}")
    html = values.get("text", "") if values.get("parse_mode") == "HTML" else ""
    shown = _shown(method, values)
    _check_fields(fields, values, method)
    if "inline_keyboard" in values.get("reply_markup", {}):
        _check_keyboard(values["reply_markup"]["inline_keyboard"])
    for command in values.get("commands", []):
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise RefusedError(f"BOT_COMMAND_INVALID: {command}")
    if method == "editMessageText" and ("text" in values) == ("rich_message" in values):
        raise RefusedError("editMessageText needs a text or a rich message")
    return values | ({"shown": shown, "html": html} if shown is not None else {})


def _value(types: list[str], given: str | bytes, place: str):
    """A field of a form as JSON knows it: words and files stand as they are."""
    if "InputFile" in types and isinstance(given, bytes):
        return given
    if "String" in types and not ("Integer" in types and re.fullmatch(r"-?\d+", given)):
        return given
    try:
        return json.loads(given)
    except ValueError:
        raise RefusedError(f"{place} is not JSON") from None


def _check_fields(fields: dict, values: dict, place: str) -> None:
    if missing := {name for name, field in fields.items() if field[1]} - values.keys():
        raise RefusedError(f"{place} without {missing}")
    for name, value in values.items():
        if name not in fields:
            raise RefusedError(f"{place} has no field {name}")
        types, _, limits, words = (*fields[name], None, None)[:4]
        if not any(_fits(one, value, f"{place}.{name}") for one in types):
            raise RefusedError(f"{place}.{name} is not {' or '.join(types)}")
        if limits and not limits[0] <= _size(value, limits[2]) <= limits[1]:
            raise RefusedError(f"{place}.{name} has not {limits[0]} to {limits[1]} {limits[2]}")
        if words and value not in words:
            raise RefusedError(f"{place}.{name} is none of {words}")


def _size(value, unit: str) -> int:
    if unit == "value":
        return value
    if unit == "items":
        return len(value)
    return len(value.encode()) if unit == "bytes" else utf16(value)


def _fits(kind: str, value, place: str) -> bool:
    if kind.startswith("Array of "):
        return isinstance(value, list) and all(_fits(kind.removeprefix("Array of "), one, place) for one in value)
    if kind == "InputFile":
        return isinstance(value, bytes)
    if kind in PLAIN:
        return isinstance(value, PLAIN[kind]) and (kind in {"Boolean", "True"}) == isinstance(value, bool)
    found = [table()["types"][one] for one in table()["unions"].get(kind, [kind]) if one in table()["types"]]
    if not isinstance(value, dict):
        return False
    problems = []
    for fields in found:
        try:
            _check_fields(fields, value, place)
        except RefusedError as error:
            problems.append(str(error))
        else:
            return True
    raise RefusedError("; ".join(problems) or f"{place}: {kind} is not for us")


def _shown(method: str, values: dict) -> str | None:
    """The words that a person sees, checked as they are sent."""
    if "rich_message" in values:
        return rich_plain(values["rich_message"])
    for name, most in (("text", LONGEST), ("caption", 1024)):
        if name in values and method != "answerCallbackQuery":
            shown = plain(values[name]) if values.get("parse_mode") == "HTML" else values[name]
            if utf16(shown) > most or (name == "text" and not shown.strip()):
                raise RefusedError(f"{method}: {name} is empty or too long")
            values[name] = shown  # limits are those of what is left when the marks are gone
            return shown
    return None


def _check_keyboard(rows: list[list[dict]]) -> None:
    buttons = [button for row in rows for button in row]
    if len(rows) > ROWS or len(buttons) > BUTTONS or any(not 1 <= len(row) <= IN_A_ROW for row in rows):
        raise RefusedError("too many buttons, or an empty row")
    for button in buttons:
        if len(button.keys() - {"text", "style"}) != 1 or not button["text"].strip():
            raise RefusedError(f"a button needs a text and one action: {button}")
        if "url" in button and not button["url"].startswith(("https://", "tg://")):
            raise RefusedError(f"BUTTON_URL_INVALID: {button}")


class _Html(HTMLParser):
    """The HTML of an ordinary message."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag not in TAGS:
            raise RefusedError(f"can't parse entities: unsupported start tag {tag}")
        if tag == "blockquote" and tag in self.open:
            raise RefusedError("can't parse entities: a quotation in a quotation")
        _check_attributes(tag, attrs)
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


class _Rich(_Html):
    """The HTML of a rich message: blocks in blocks, words in the innermost."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks, self.columns = 0, 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        inside = self.open[-1] if self.open else ""
        if tag in RICH_INSIDE and inside not in RICH_INSIDE[tag]:
            raise RefusedError(f"RICH_MESSAGE_INVALID: {tag} in {inside or 'the message'}")
        if tag in RICH_BLOCK:
            self.blocks += 1
            if tag not in RICH_INSIDE and inside not in RICH_HOLDS_BLOCKS:
                raise RefusedError(f"RICH_MESSAGE_INVALID: {tag} in {inside}")
        elif tag in RICH_INLINE:
            if not inside or inside in {"ul", "ol", "table", "tr"}:
                raise RefusedError(f"RICH_MESSAGE_INVALID: {tag} outside of a block")
        elif tag not in RICH_INSIDE:
            raise RefusedError(f"RICH_MESSAGE_INVALID: unsupported tag {tag}")
        _check_attributes(tag, attrs)
        self.columns = 0 if tag == "tr" else self.columns + (tag in {"td", "th"})
        if self.columns > RICH_COLUMNS or len(self.open) >= RICH_DEEP:
            raise RefusedError("RICH_MESSAGE_INVALID: too wide or too deep")
        if tag in RICH_BLOCK | {"tr", "br", "summary"}:
            self.text += "\n"
        elif tag in {"td", "th"}:
            self.text += "\t"
        if tag == "input":
            self.text += "☑ " if ("checked", None) in attrs else "☐ "
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        if data.strip() and inside in {"", "ul", "ol", "table", "tr", "details"}:
            raise RefusedError(f"RICH_MESSAGE_INVALID: words outside of a block: {data[:40]!r}")
        super().handle_data(data)


def _check_attributes(tag: str, attrs: list) -> None:
    if unknown := {name for name, _ in attrs} - ATTRIBUTES.get(tag, set()):
        raise RefusedError(f"can't parse entities: {tag} has no {unknown}")
    given = dict(attrs)
    if tag == "tg-time" and not (given.get("unix", "").isdigit() and TIME_FORMAT.fullmatch(given.get("format", ""))):
        raise RefusedError(f"can't parse entities: {attrs} is no time")
    if given.get("align", "left") not in {"left", "center", "right"}:
        raise RefusedError(f"can't parse entities: {attrs}")


def plain(html: str) -> str:
    """The text that a person sees."""
    return _parsed(_Html(), html).text


def rich_plain(message: dict) -> str:
    """The words of a rich message, a line for each block, a tab before each cell."""
    if len(message.keys() & {"html", "markdown"}) != 1 or "html" not in message:
        raise RefusedError("RICH_MESSAGE_INVALID: neither or both of html and markdown")
    parser = _parsed(_Rich(), message["html"])
    text = parser.text.strip()
    if not text or len(text) > RICH_LONGEST or parser.blocks > RICH_BLOCKS:
        raise RefusedError("RICH_MESSAGE_INVALID: empty or too long")
    return text


def _parsed(parser, html: str):
    parser.feed(html)
    parser.close()
    if parser.open:
        raise RefusedError(f"can't parse entities: {parser.open} is not closed")
    return parser
