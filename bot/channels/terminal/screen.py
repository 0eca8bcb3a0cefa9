"""The terminal as a person sees it: line editing, a little colour, buttons by number."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterator

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText

from bot.channels.terminal.chat import Terminal, offers_readings, pressed
from dialogs.interview.questions import card_of
from dialogs.messages import Kind, Reply, plain
from dialogs.phrases import say
from dialogs.understanding.verbs import verbs

_WIDEST, _NARROWEST = 100, 20
_GAP = "   "  # between buttons
_BY_NUMBER = {"money", "percent", "year", "birth_year", "date", "cap", "by_year", "boxes"}


class Known(Completer):
    """After "#", the labels of the buttons at hand; after "/", the commands, each with what it does."""

    def __init__(self, terminal: Terminal | None) -> None:
        self._terminal = terminal

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor
        if typed.startswith("/"):
            for verb in verbs().values():
                if verb.menu and verb.name.startswith(typed[1:].casefold()):
                    yield Completion(f"/{verb.name}", start_position=-len(typed), display_meta=verb.menu)
        if typed.startswith("#") and self._terminal and self._terminal.shown:
            for row in self._terminal.shown.buttons:
                for button in row:
                    if button.label.casefold().startswith(typed[1:].casefold()):
                        yield Completion("#" + button.label, start_position=-len(typed))


def converse(terminal: Terminal, notes: str = "", prompt: PromptSession[str] | None = None) -> None:
    """Until the person leaves, with Ctrl-D or with Ctrl-C twice. A stored talk is taken up where it was.

    notes: what the store had to say when it was opened; the greeting comes first. prompt: where lines come from.
    """
    prompt = prompt or PromptSession("> ", completer=Known(terminal), complete_while_typing=True)
    opening = "/start" if terminal.is_new() else "/resume"
    for reply in (*terminal.due(), *terminal.hear(Kind.TEXT, opening)):
        show(reply)
    _aside("\n".join((*notes.splitlines(), say("channel.terminal.key_hint"))))
    leaving = False
    while True:
        try:
            line = prompt.prompt()
        except KeyboardInterrupt:
            if leaving:
                break
            leaving = True
            _aside(say("channel.terminal.once_more"))
            continue
        except EOFError:
            break
        leaving = False
        if line.strip():
            for reply in terminal.answer(as_press(line, terminal.shown)):
                show(reply)
    _aside(say("channel.terminal.left"))


def _aside(text: str) -> None:
    """What the terminal itself has to say, in grey."""
    told = "\n".join(wrapped(line, _width()) for line in text.splitlines())
    print_formatted_text(FormattedText([(_style("ansibrightblack"), told)]))


def as_press(line: str, shown: Reply | None) -> str:
    """A bare number presses the button of that number, unless the open question may be answered by a number.

    Where numbered readings of an answer are offered, it is one of them.
    """
    number = line.strip()
    card = card_of(shown.question) if shown and shown.question else None
    answers = card is not None and card.kind in _BY_NUMBER and not offers_readings(shown)
    return f"#{number}" if number.isascii() and number.isdigit() and not answers and pressed(number, shown) else line


def show(reply: Reply) -> None:
    width = _width()
    parts: list[tuple[str, str]] = [("", "\n")]
    for line in reply.text.splitlines():
        if line.startswith("# "):
            parts.append((_style("bold"), wrapped(line[2:], width) + "\n"))
        else:
            parts.append(("", wrapped(plain(line), width) + "\n"))
    number = 0
    for row in reply.buttons:
        used = width
        for button in row:
            number += 1
            name = f"#{number} "
            used += len(name + button.label) + len(_GAP)
            if used > width:
                parts.append(("", "\n"))
                used = len(name + button.label) + len(_GAP)
            parts += [(_style("ansicyan"), name), ("", button.label + _GAP)]
    if reply.document and reply.document not in reply.text:
        parts.append((_style("ansicyan"), f"\n{reply.document}"))
    print_formatted_text(FormattedText([*parts, ("", "\n")]))


def _width() -> int:
    """One column is left free: a terminal may break a line that fills it."""
    return max(_NARROWEST, min(shutil.get_terminal_size().columns - 1, _WIDEST))


def wrapped(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip(" •-0123456789.")))
    return textwrap.fill(line, width, subsequent_indent=indent[:4], break_on_hyphens=False)


def _style(name: str) -> str:
    return "" if os.environ.get("NO_COLOR") else name
