"""The terminal as a person sees it: line editing, a little colour, buttons by number."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText

from bot.terminal import Terminal
from dialogs.phrases import say
from dialogs.speech import Kind, Reply, plain

_WIDEST = 100


class _Labels(Completer):
    """After "#", the labels of the buttons at hand."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor
        if typed.startswith("#") and self._terminal.shown:
            for row in self._terminal.shown.buttons:
                for button in row:
                    if button.label.casefold().startswith(typed[1:].casefold()):
                        yield Completion("#" + button.label, start_position=-len(typed))


def converse(terminal: Terminal) -> None:
    """Until the person leaves with Ctrl-D. A stored talk is taken up where it was."""
    prompt: PromptSession[str] = PromptSession("> ", completer=_Labels(terminal), complete_while_typing=False)
    opening = "/start" if terminal.is_new() else "/resume"
    for reply in (*terminal.due(), *terminal.hear(Kind.TEXT, opening)):
        show(reply)
    print_formatted_text(FormattedText([(_style("ansibrightblack"), say("channel.terminal.key_hint"))]))
    while True:
        try:
            line = prompt.prompt()
        except EOFError:
            return
        if line.strip():
            for reply in terminal.answer(line):
                show(reply)


def show(reply: Reply) -> None:
    parts: list[tuple[str, str]] = [("", "\n")]
    for line in reply.text.splitlines():
        if line.startswith("# "):
            parts.append((_style("bold"), _wrapped(line[2:]) + "\n"))
        else:
            parts.append(("", _wrapped(plain(line)) + "\n"))
    number = 0
    for row in reply.buttons:
        parts.append(("", "\n"))
        for button in row:
            number += 1
            parts += [(_style("ansicyan"), f"#{number} "), ("", button.label + "   ")]
    if reply.document and reply.document not in reply.text:
        parts.append((_style("ansicyan"), f"\n{reply.document}"))
    print_formatted_text(FormattedText([*parts, ("", "\n")]))


def _wrapped(line: str) -> str:
    width = min(os.get_terminal_size().columns, _WIDEST)
    indent = " " * (len(line) - len(line.lstrip(" •-0123456789.")))
    return textwrap.fill(line, width, subsequent_indent=indent[:4], break_on_hyphens=False)


def _style(name: str) -> str:
    return "" if os.environ.get("NO_COLOR") else name
