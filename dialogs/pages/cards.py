"""Questions, commands and confusions on one page, to be read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.answering import cards as confusions
from dialogs.interview.questions import Card, Wording, every_card
from dialogs.phrases import template
from dialogs.understanding.verbs import verbs


def page() -> str:
    """``docs/cards.md``."""
    parts = [template("pages.cards"), *_questions(), *_commands(), *_confusions()]
    return "\n".join(parts).rstrip() + "\n"


def _questions() -> Iterator[str]:
    yield "\n## Questions"
    section = ""
    for card in every_card():
        if card.section != section:
            section = card.section
            yield f"\n### {template(f'talk.section.{section}')}"
        yield f"\n#### {card.number} {card.id}\n"
        yield from _wording(card, card)
        for who, other in (("Spouse", card.spouse), ("Joint", card.joint)):
            if other:
                yield f"- {who}: **{other.label}.** {other.text}"
        yield from _answers(card)


def _wording(card: Card, words: Wording) -> Iterator[str]:
    yield f"- **{words.label}.** {words.text}"
    yield f"- Why: {words.why}"
    yield f"- Example: {words.example}"
    if card.unknown:
        yield f"- Not known: {card.unknown}{f' ({card.not_known})' if card.not_known else ''}"


def _answers(card: Card) -> Iterator[str]:
    labels = [choice.label for choice in card.choices.values()] + ([card.none] if card.none else [])
    if labels:
        yield f"- Buttons: {' · '.join(labels)}"


def _commands() -> Iterator[str]:
    yield "\n## Commands\n"
    for verb in verbs().values():
        words = ", ".join(f"“{word}”" for word in verb.words)
        yield f"- **/{verb.name}** {verb.menu}{'. ' if verb.menu else ''}Also: {words}"


def _confusions() -> Iterator[str]:
    yield "\n## Confusions"
    for card in confusions.cards().values():
        yield f"\n### {card.code} {card.title}\n"
        yield f"{card.severity}. {card.authority}.\n"
        others = [other.verdict for other in card.otherwise]
        for text in (card.verdict, *others, card.say, card.in_year, card.newest, card.for_you):
            if text.strip():
                yield f"- {' '.join(text.split())}"
        yield f"- In a plan: {' '.join(card.short.split())}"
        if card.closed:
            yield f"- In a plan of a closed year: {' '.join(card.closed.split())}"
