"""What can be seen of a clause by itself."""

from __future__ import annotations

from decimal import Decimal

from dialogs.understanding.clauses import FIGURES, Clause, articles, is_harmless
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.slots import LEAST_PAY
from dialogs.understanding.tokens import tokens

_OLD, _OLDEST = 50, 100  # ages at which something of retirement begins
_GROWN_UP = 18


PLACE_AND_PAY = 2  # words at least that tell where somebody works, before what they get there


def is_bare(clause: Clause) -> bool:
    """Whether nothing stands beside the amount but whose it is."""
    plain = ("amount", "age", "you", "spouse", "cut")
    return all(
        mark.kind in plain or "it" in mark.keys or (mark.kind == "word" and is_harmless(mark.key))
        for mark in clause.marks
    )


def is_only_named(clause: Clause) -> bool:
    """Whether it names an account or a plan of somebody, and tells nothing of it."""
    plain = ("ira", "plan", "you", "spouse", "cut")
    return all(mark.kind in plain or (mark.kind == "word" and is_harmless(mark.key)) for mark in clause.marks)


def is_joint(clause: Clause) -> bool:
    """Whether the status is all that a clause says, with where they live: "joint", "joint in Ohio"."""
    place = next((mark.start for mark in clause.of("state")), None)
    text = clause.text if place is None else clause.text[: max(0, place - clause.start)]
    said = tokens(text.casefold())
    last = said[-1] if said and place is not None else None
    led = last is not None and lexicon("grammar", "live").at(said, len(said) - 1) is not None
    return bool(lexicon("grammar", "terse_status").whole(said[:-1] if led else said))


def is_denied(clause: Clause, mark: Mark) -> bool:
    """Whether a denial stands right before a mark; "not" is more than that."""
    ends = max((one.end for one in clause.marks if one.end <= mark.start), default=-1)
    return any(one.kind == "not" and one.end == ends for one in clause.marks)


def is_after_tax(clause: Clause) -> bool:
    """Whether after-tax money is all that a clause names: after-tax: …"""
    return {mark.kind for mark in clause.marks} == {"thing"} and clause.keys("thing") == ("after_tax",)


def is_bare_no(clause: Clause) -> bool:
    """Whether a clause says no more than no."""
    return all(mark.kind in {"link", "cut"} or (mark.kind == "not" and "no" in mark.keys) for mark in clause.marks)


def words_of(clause: Clause, mark: Mark) -> str:
    return clause.text[mark.start - clause.start : mark.end - clause.start].casefold()


def of_another_thing(clause: Clause) -> bool:
    """Whether it is about somebody's yacht: a possession that is none of ours."""
    owner = next((place for place, mark in enumerate(clause.marks) if mark.kind in {"you", "spouse", "both"}), None)
    if owner is None or owner + 1 >= len(clause.marks) or clause.of("ira", "plan", "thing"):
        return False
    thing = clause.marks[owner + 1]
    return thing.kind == "word" and thing.key not in articles() and clause.has("act", "has")


def tells_a_home(clause: Clause) -> bool:
    """Whether it tells how a couple files or where they live, and nothing else: my wife and I file together."""
    return bool(clause.of("status", "state")) and not clause.of("act", "ira", "plan", "thing", *FIGURES, "not")


def does_another_thing(clause: Clause) -> bool:
    """Whether somebody does what no word of ours tells, so that nothing goes on with what stood before: I tutor."""
    if clause.of("act", "ira", "plan", "thing", "age", "status", "state", "not"):
        return False
    who = next((place for place, mark in enumerate(clause.marks) if mark.kind in {"you", "spouse", "both"}), None)
    if who is None or words_of(clause, clause.marks[who]).casefold() not in data("grammar")["subject"]["words"]:
        return False
    behind = [mark for mark in clause.marks[who + 1 :] if mark.key not in articles()]
    verb = next((mark for mark in behind if mark.kind != "word" or not is_harmless(mark.key)), None)
    return verb is not None and verb.kind == "word"


def points_back(clause: Clause) -> bool:
    """Whether a new sentence goes on with what was spoken of: "It has 20k"; it's 20k now."""
    if clause.amount is not None and [mark.key for mark in clause.marks[:1]] == ["its"]:
        return True
    if clause.has("act", "paid_in") and any(
        words_of(clause, m) in data("grammar")["in_it"]["words"] for m in clause.of("act")
    ):
        return True  # I put 3k in it
    return clause.has("link", "it", "too", "first_one", "sorry", "more", "left")


def could_be_an_age(number: Decimal) -> bool:
    """Whether a grown person can be so old."""
    return _GROWN_UP <= number <= _OLDEST


def is_an_age(clause: Clause, number: Mark) -> bool:
    """Whether a number is the age at which something begins or ends: until he retires at 65, before 73."""
    said = tokens(clause.text.casefold())
    if next(lexicon("grammar", "retires").find(said), None) is not None:
        return True
    values = number.amount.values if number.amount else ()
    ends = number.start - clause.start
    if _is_out_of_an_account_at(clause, number):
        return any(map(could_be_an_age, values))
    led = [one for one in lexicon("grammar", "at_an_age").find(said) if 0 <= ends - said[one.end - 1].end <= 1]
    return bool(led) and any(_OLD <= value <= _OLDEST for value in values)


def _is_out_of_an_account_at(clause: Clause, number: Mark) -> bool:
    """Whether a bare number behind "at" stands beside where money came out of: from my Roth at 40."""
    before = [mark for mark in clause.marks if mark.end <= number.start]
    at = bool(before) and before[-1].kind == "link" and "in" in before[-1].keys
    return at and number.key == "number" and clause.has("link", "from") and bool(clause.of("ira"))


def is_of_catch_up(clause: Clause) -> bool:
    """Whether an amount comes on top of ordinary deferrals: plus 8,000 catch-up."""
    return next(lexicon("plan", "catch_up").find(tokens(clause.text.casefold())), None) is not None


def is_at_a_job(clause: Clause) -> bool:
    """Whether nothing stands beside an amount as large as a pay but where somebody works: 196k at Target, at Target
    for 196k, in IT with 96k.
    """
    span = clause.amount.amount if clause.amount else None
    if span is None or clause.amount is None or span.kind != "money" or not span.values:
        return False
    if span.values[0] < LEAST_PAY or next(lexicon("grammar", "custodian").find(tokens(clause.text.casefold())), None):
        return False
    marks = [mark for mark in clause.marks if mark.kind not in {"you", "spouse"}]
    before = [mark for mark in marks if mark.end <= (clause.amount.start)]
    place = next((mark for mark in marks if mark.kind == "link" and mark.start >= clause.amount.end), None)
    if place is not None:
        return words_of(clause, place) in {"at", "for"} and {mark.kind for mark in marks} == {
            "amount",
            "link",
            "word",
        }
    if (
        len(before) < PLACE_AND_PAY
        or marks[-1] != clause.amount
        or words_of(clause, before[-1]) not in {"for", "with"}
    ):
        return False
    of_a_job = all(mark.kind in {"link", "word"} or mark.keys == ("has",) for mark in before)
    return of_a_job and not {"at", "in", "with"}.isdisjoint(words_of(clause, before[0]).split())
