"""What a story told at a desk holds besides what happened: answers to further questions, by their cards' words."""

from __future__ import annotations

import re
from datetime import date

from dialogs.interview.questions import Card, desk_cards
from dialogs.session import Answers
from dialogs.text import bare, tidy
from dialogs.understanding import answers, choices
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.readings import Understood

_AMOUNT = pattern("stories", "amount").pattern
_YEAR = re.compile(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,.]*\d)")


def besides(text: str, what: Card, happened: str, today: date) -> Answers:
    """Facts of the desk and their values, each told once and clearly; to be listed and confirmed."""
    told = what.choices[happened].tells
    cards = [card for card in desk_cards(what.section) if card.fact.partition(".")[2] in told]
    found = {card.fact: _value(text, card, today) for card in cards}
    return {fact: value for fact, value in found.items() if value is not None}


def _value(text: str, card: Card, today: date) -> str | int | bool | None:
    said = tidy(text)
    if card.kind == "yes_no":
        return True if any(f" {bare(cue)} " in f" {bare(text)} " for cue in card.told) else None
    if card.kind == "choice":
        for aside in card.told:
            said = re.sub(rf"\b(?:{aside})\b", " ", said)
        named = choices.told_of(said, card)
        return named[0] if len(named) == 1 else None
    found = set(_amounts(said, card.told)) if card.told else set(_YEAR.findall(said))
    if len(found) != 1:
        return None
    reading = answers.read(found.pop(), card, today)
    value = reading.value if isinstance(reading, Understood) else None
    return value if isinstance(value, str | int) else None


def _amounts(said: str, cues: tuple[str, ...]) -> list[str]:
    patterns = [re.escape(cue).replace(re.escape("{}"), _AMOUNT) for cue in cues]
    return [found for cue in patterns for found in re.findall(rf"(?<![\w,.]){cue}(?!\w)", said)]
