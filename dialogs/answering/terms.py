"""What a word of the field means, and who the bot is: two sentences from ``locale/en/asking/terms.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from dialogs.text import bare, tidy

DEFINES = 2  # of the ways of asking, those that ask for a definition
LONGEST = 14  # words; a longer question asks for more than a meaning


def meaning(question: str) -> str | None:
    """The two sentences, where the whole question asks for one word or for the bot; else None."""
    said = bare(question)
    if not said or len(said.split()) > LONGEST:
        return None
    about = next((text for pattern, text in _about_the_bot() if pattern.fullmatch(said)), None)
    if about is not None:
        return about
    plain = tidy(question).rstrip(" ?!.")
    for pattern in _asked():
        match = pattern.fullmatch(said)
        if match and (text := _terms().get(match[1])):
            return text
    return _terms().get(bare(plain)) if question.rstrip().endswith("?") else None


def is_defined(question: str) -> bool:
    """Whether nothing but the meaning of one word is asked: "what is basis", and not how it works."""
    said = bare(question)
    found = (pattern.fullmatch(said) for pattern in _asked()[:DEFINES])
    return any(match and match[1] in _terms() for match in found)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("dialogs") / "locale" / "en" / "asking" / "terms.toml").read_text("utf-8"))


@cache
def _terms() -> Mapping[str, str]:
    return {bare(name): term["text"] for term in _data()["terms"].values() for name in term["names"]}


@cache
def _asked() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _data()["asked"])


@cache
def _about_the_bot() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p), entry["text"]) for entry in _data()["bot"].values() for p in entry["asked"])
