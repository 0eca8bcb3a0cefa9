"""A state named in passing: "in Texas", "TX"; a word that is a state's letters only where it must be one."""

from __future__ import annotations

import re

from dialogs.text import bare
from dialogs.understanding import choices, patterns

_BEFORE = {"in", "from", "of", "state", "to"}
_WORDS = {"in", "or", "me", "hi", "ok", "oh", "de", "la", "pa", "ma", "al", "id", "mo", "co"}  # as well as letters
_LONGEST = 4  # words of a name


def place_named(text: str) -> tuple[tuple[str, ...], str]:
    """The states that a place in the text can be, and the text without it. Case counts: "in OR" is no "or"."""
    words = re.findall(r"[\w.']+", text)
    loud = text == text.upper()
    carrying = [len(unexplained(word)) for word in words]
    whole = sum(carrying)
    for count in range(_LONGEST, 0, -1):
        for start in range(len(words) - count + 1):
            name = " ".join(words[start : start + count])
            codes = choices.state_names().get(bare(name), ())
            before = bare(words[start - 1]) if start else ""
            alone = sum(carrying[start : start + count]) == whole
            if codes and _meant(name, before, loud=loud, alone=alone):
                return codes, " ".join([*words[:start], "|", *words[start + count :]])
    return (), text


def _meant(name: str, before: str, *, loud: bool, alone: bool) -> bool:
    """alone: no other word carries anything."""
    letters = bare(name)
    if len(letters) in {2, 3} and name.isupper() and not loud:  # TX, NYC
        return True
    if letters in _WORDS:
        return before == "state"
    return before in _BEFORE or alone


def unexplained(text: str) -> list[str]:
    """The words that carry something; figures and filler left out."""
    return [word for word in re.findall(r"[^\W\d_]+(?:'\w+)?", text.casefold()) if word not in patterns.filler()]
