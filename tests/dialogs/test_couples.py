"""Whatever two people tell of themselves in whatever order: nothing goes to the wrong one, and nothing is lost."""

import re
from decimal import Decimal

from hypothesis import given, settings

from dialogs.session import Session
from tests.dialogs.couples import Story, couples
from tests.talk import Talk

BEGUN = Session.new().but(answers={"tax_year": 2026}, history=("tax_year",))
_FOLLOW = {"wish_convert", "conversions", "converted_next"}  # from what was told: a wish, the days of moves
_AMOUNT = re.compile(r"\$([\d,]+)")


def told(text: str) -> Talk:
    return Talk(session=BEGUN).says("/resume").says(text)


def taken(talk: Talk) -> dict[str, object]:
    """What one yes takes over, and what was noted."""
    return {**{f: v for f, v in talk.answers.items() if f != "tax_year"}, **talk.session.found}


def mistaken(story: Story, talk: Talk) -> list[str]:
    """Facts that nobody told, or that are somebody else's; a doubt without what was told."""
    faults = []
    for fact, value in taken(talk).items():
        if not fact.startswith(("you.", "spouse.")) or fact.rpartition(".")[2] in _FOLLOW:
            continue
        if isinstance(value, list):  # kinds of accounts follow from what they hold; that there is none is told
            faults += [] if value or story.facts.get(fact) == () else [f"{fact} = {value}"]
            continue
        if str(story.facts.get(fact, ...)) != str(value):
            faults.append(f"{fact} = {value}")
    for doubt in talk.session.doubts:
        dollars = [str(value) for _, value in doubt if isinstance(value, str)]
        told_of = {(fact, str(value)) for fact, value in story.facts.items()}
        mine = [one for one in dollars if one in story.amounts]
        if mine and not told_of & {(fact, str(value)) for fact, value in doubt}:
            faults.append(f"doubt {doubt}")
    if story.unowned:
        offered = {fact for doubt in talk.session.doubts for fact, value in doubt if value == story.unowned}
        faults += [] if offered >= {"you.sep", "spouse.sep"} else [f"not asked whose: {story.unowned}"]
    return faults


def lost(story: Story, talk: Talk) -> list[str]:
    """Amounts that are neither noted nor offered nor named."""
    shown = {one.replace(",", "") for one in _AMOUNT.findall(talk.text + " ".join(talk.labels))}
    held = {str(value) for value in taken(talk).values()} | {str(v) for d in talk.session.doubts for _, v in d}
    left = []
    for amount in story.amounts:
        said = rf"(?<![\d,.])(?:{Decimal(amount):,.0f}|{Decimal(amount) / 1000:f}k)(?!\w)"
        if amount not in held | shown and not re.search(said, talk.text):
            left.append(amount)
    return left


@settings(max_examples=60, deadline=None)
@given(couples())
def test_nothing_told_of_one_goes_to_the_other_and_nothing_is_lost(story):
    talk = told(story.text)
    assert not mistaken(story, talk), story.text
    assert not lost(story, talk), story.text
