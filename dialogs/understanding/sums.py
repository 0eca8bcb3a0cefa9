"""The sum, the year or the day of a clause, and the facts it can be of; also that there is nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from calc.facts import FilingStatus, PlanKind
from dialogs.interview.agenda import Agenda
from dialogs.interview.questions import card_of, cards
from dialogs.interview.suggested_amounts import offered
from dialogs.understanding import amounts, patterns
from dialogs.understanding.clauses import Clause
from dialogs.understanding.gathering import Doubt, Option
from dialogs.understanding.letters import likeliest_plan
from dialogs.understanding.one_clause import options
from dialogs.understanding.patterns import Topic

_LIKE_A_SUM = re.compile(r"(?:\b(?:is|was|of|worth|has|shows?|says?)|[:=]) (?:this|last|another) year$")
_OTHER_YEAR = re.compile(r"\b(?:last|another) year\b")


def sum_words(clause: Clause) -> str | None:
    """The figure of the clause that is a sum; a year where it stands as one: "my basis is 1985"."""
    if len(clause.sums) == 1:
        return clause.sums[0].words
    year = clause.of_kind("year")
    return year.words if year and not clause.sums and _LIKE_A_SUM.search(clause.words) else None


def may_tell(topic: Topic, clause: Clause) -> bool:
    """Not what is only wished or doubted, denied, or of another year."""
    if patterns.says("doubtful", clause.words) and not topic.wished:
        return False
    if patterns.says("denied", clause.words):
        return False
    return topic.either_year or not clause.sums or not _OTHER_YEAR.search(clause.words)


def is_plain(fact: str, clause: Clause, today: date) -> bool:
    """Whether the sum has one reading: no bound, no range, no year, nothing that comes many times."""
    if amounts.is_periodic(clause.words):
        return False
    card = card_of(fact)
    listed = card is not None and card.kind == "several"
    return listed or (bool(clause.sums) and len(options(fact, clause.sums[0].words, today, sure=True)) == 1)


def of_topic(topic: Topic, clause: Clause, words: str, agenda: Agenda, today: date) -> Doubt:
    """The facts that the sum in ``words`` can be of."""
    found: list[Option] = []
    for name in topic.facts:
        if name == "agi" and clause.who == "spouse" and len(topic.facts) > 1:
            continue  # one spouse's income is no joint return's
        listed, _, choice = name.partition("+")
        for fact in facts(listed, clause, agenda):
            told: Doubt = ((fact, [choice]),) if choice else options(fact, words, today)
            found += [option for option in told if option not in found]
    return tuple(found)


def income(words: str, today: date) -> Doubt:
    """What an amount beside an age, a status or a state most likely is: the income of the return, or the pay."""
    return tuple(option for fact in ("agi", "you.compensation") for option in options(fact, words, today))


def the_most(clause: Clause, agenda: Agenda) -> Iterator[Option]:
    """Of "I max out my 401(k)" the deferral limit, once the year and the age are known."""
    if clause.sums or not patterns.says("maxed", clause.words) or patterns.says("not_maxed", clause.words):
        return
    for fact in facts("plans.?.deferrals", clause, agenda):
        who, _, name = fact.partition(".")
        for limit in offered("deferrals", agenda.facts, who, PlanKind(name.split(".")[1]))[:1]:
            yield fact, f"{limit:f}"


def dated(clause: Clause, today: date, agenda: Agenda) -> tuple[Doubt, bool]:
    """The fact whose year or day the clause tells, and whether it has one reading."""
    when, fact = clause.of_kind("day", "year"), patterns.dated(clause.words)
    several = sum(m.kind in {"day", "year"} for m in clause.mentions) > 1
    if when is None or fact is None or several:
        return (), False
    name = facts(fact, clause, agenda)[0]
    return options(name, when.words, today), bool(options(name, when.words, today, sure=True))


def nothing(clause: Clause, agenda: Agenda) -> Iterator[tuple[Doubt, bool]]:
    """Accounts, moves and pay of which somebody says that there are none, and whether that is sure."""
    for fact, sure in patterns.nothing_of(clause.words).items():
        for name in facts(fact, clause, agenda):
            card = card_of(name)
            if sure or not agenda.answers.get(name):  # "no 401(k)" says little of a list that was answered
                yield ((name, [] if card and card.kind == "several" else "0"),), sure


def facts(name: str, clause: Clause, agenda: Agenda) -> list[str]:
    """Dotted names of the fact, for whoever the clause speaks of: IRAs and pay are never shared."""
    last = name.rpartition(".")[2]
    if not any(card.fact == last and card.of != "all" for card in cards()) or (last == name and card_of(name)):
        return [name]
    alone = agenda.facts.filing_status not in {None, FilingStatus.MFJ}
    people = [clause.who] if clause.who != "both" else ["you"] if alone else ["you", "spouse"]
    if "?" not in name:
        return [f"{who}.{name}" for who in people]
    plans = ((who, clause.plan or likeliest_plan(who, agenda)) for who in people)
    return [f"{who}.{name.replace('?', plan)}" for who, plan in plans if plan]
