"""What the words between and beside amounts say: plus, less, each, times, of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dialogs.phrases import money, say
from dialogs.text import tidy
from dialogs.understanding import dates
from dialogs.understanding.lexicon import Lexicon, data, lexicon
from dialogs.understanding.readings import Reading, Understood
from dialogs.understanding.reckoning.setting import MOST_TIMES, PAIR, told_as
from dialogs.understanding.tokens import Token, tokens


def is_part(text: str) -> bool:
    """Whether words speak of a part or a multiple: half the limit."""
    return any("ratio.1" not in one.keys for one in lexicon("arithmetic", "ratio").find(tokens(tidy(text))))


def is_gross(text: str) -> bool:
    """Whether an income is told with what is taken off it still in: 310k before the 401(k)."""
    return any("gross.words" in one.keys for one in lexicon("arithmetic", "gross").find(tokens(tidy(text))))


def is_reckoned(text: str) -> bool:
    """Whether words point at other amounts: what we make, half of mine."""
    return next(lexicon("arithmetic", "reference", "ratio").find(tokens(tidy(text))), None) is not None


def refers(plain: str, reference: str) -> bool:
    return any(
        f"reference.{reference}" in found.keys for found in lexicon("arithmetic", "reference").find(tokens(plain))
    )


def leads_to(between: str) -> bool:
    """Whether words between a percentage and an amount say that it is taken of the amount: of, on, times."""
    return next(lexicon("arithmetic", "share_of").find(tokens(between)), None) is not None


def sum_of(first: Decimal, second: Decimal, how: str = "") -> Understood:
    """how: in what way the first was reached, where it was not said itself."""
    worked = say("talk.worked.plus", first=how or money(first), second=second)
    return Understood(told_as(first + second), worked)


def leads_to_each(between: str) -> bool:
    """Whether words between a number of payments and an amount say that each is so much: checks of, months at."""
    return next(lexicon("arithmetic", "of_each").find(tokens(between)[-PAIR:]), None) is not None


def counted_times(plain: str, said: Sequence[Token]) -> tuple[int, int, int] | None:
    """How many payments or years are spoken of, and where that starts and ends."""
    for place in range(len(said)):
        number = dates.small_count(said, place)
        behind = lexicon("arithmetic", "payments").at(said, number[1]) if number else None
        jobs = behind is not None and "payments.each" in behind.keys
        if place and said[place - 1].text in data("grammar")["owning"]["words"]:  # our two paychecks
            continue
        if number and behind and 1 < number[0] <= MOST_TIMES and (not jobs or says_each(plain)):
            return number[0], said[place].start, said[behind.end - 1].end
    return None


def says_each(plain: str) -> bool:
    return next(lexicon("arithmetic", "each").find(tokens(plain)), None) is not None


def multiplied_by(times: int, each: Decimal) -> Reading:
    return Understood(told_as(times * each), say("talk.worked.times", times=times, base=each), sure=True)


def operations() -> Lexicon:
    return lexicon("arithmetic", "op")


def has_op(words: str, *wanted: str) -> bool:
    keys = {key.partition(".")[2] for found in operations().find(tokens(words)) for key in found.keys}
    return not keys.isdisjoint(wanted)


def operation_between(between: str, behind: str) -> str:
    """What an amount does to those before it, by the words before it and those behind it."""
    between, behind = (re.sub(r"(?<=\w)-(?=\w)", "", words) for words in (between, behind))
    keys = [key.partition(".")[2] for found in operations().find(tokens(between)) for key in found.keys]
    after = [key.partition(".")[2] for found in operations().find(tokens(behind)) for key in found.keys]
    if "corrects" in keys:
        return "corrects"
    if _is_whole(between, behind):
        return "whole"
    if "net" in keys and "minus" in {*keys, *after}:  # after expenses of 30k, after 20k of expenses
        return "unclear"
    for name, operation in (("instead", "drop"), ("part", "drop"), ("minus", "minus"), ("times", "times")):
        if name in keys:
            return operation
    if "part" in after:
        return "drop"
    if "minus" in after:
        return "minus"
    if "back" in keys or "back" in after:
        return "back"
    if "unclear" in keys or "unclear" in after or ("from" in keys and "plus" not in keys):
        return "unclear"
    if is_counted(behind) or is_counted(between):
        return "times"
    return "plus" if not {"plus", "joined"}.isdisjoint(keys) or "joined" in after else "unclear"


def _is_whole(between: str, behind: str) -> bool:
    """Whether an amount is said to have the one before it in itself: 165k, 170k with the bonus."""
    said = tokens(behind.lstrip(" ,("))
    begins = operations().at(said, 0)
    return (begins is not None and "op.whole" in begins.keys) or has_op(between, "whole")


def is_counted(words: str) -> bool:
    """Whether the words begin with what is counted: checks, months, times."""
    return lexicon("arithmetic", "count").at(tokens(words.strip(" ,")), 0) is not None


def is_count(words: str) -> bool:
    """Whether nothing stands between a number and an amount but what is counted: 26 checks of 3k, 26 checks 3k."""
    said = tokens(words.strip(" ,"))
    found = lexicon("arithmetic", "count").at(said, 0)
    return found is not None and (found.end == len(said) or leads_to_each(words))


def is_each(words: str) -> bool:
    """Whether "each" stands right behind an amount, or behind the one account it went into: 24.5k 401k each."""
    said = tokens(words)
    account = lexicon("accounts", "plan").at(said, 0)
    begins = account.end if account else 0
    return lexicon("arithmetic", "each").at(said, begins) is not None
