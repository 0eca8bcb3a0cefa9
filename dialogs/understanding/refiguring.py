"""Another figure for a question that was worked out, said where it was asked for."""

from __future__ import annotations

import re

from dialogs.phrases import money
from dialogs.text import tidy
from dialogs.understanding import amounts, dates
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question, year_asked
from dialogs.understanding.readings import Misread

IMPLIED = "?"  # before the figure that an answer still needs, where nobody pressed it
_AGE = re.compile(r"\d\d")


def another_figure(message: Message) -> Heard | None:
    """The figure that is asked for, from the one word of its kind that the message holds."""
    said = message.session.changing
    name = said.removeprefix(IMPLIED)
    if not name or is_question(message.text):
        return None
    if name != said and (message.wordy or not isinstance(message.reading, Misread)):
        return None  # what an answer still needs gives way to the open question
    words = _words(name, message)
    return Heard("refigure", fact=name, text=words) if words else None


def another_way(message: Message) -> Heard | None:
    """Another figure for what was answered just now: "make it 60k"."""
    if not message.session.just_figured or not pattern("refiguring", "make_it").match(tidy(message.text)):
        return None
    return Heard("question", text=message.text) if message.figured(message.text) else None


def _words(name: str, message: Message) -> str:
    said = tidy(message.text)
    match name:
        case "year":
            year = year_asked(said)
            return f"{year}" if year else ""
        case "age":
            ages = dates.ages(said, message.said.today)
            bare = _AGE.findall(said)
            return f"{ages[0].years}" if len(ages) == 1 else bare[0] if len(bare) == 1 else ""
        case "filing":
            return next((status for status in _STATUSES if pattern("refiguring", status).search(said)), "")
    sums = [span for span in amounts.find(said) if span.kind != "year"]
    if len(sums) != 1 or len(sums[0].values) != 1:
        return "$0" if pattern("refiguring", "nothing").fullmatch(said.rstrip(" .!")) else ""
    return money(sums[0].values[0])


_STATUSES = ("mfs", "hoh", "qss", "mfj", "single")
