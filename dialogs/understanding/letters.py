"""A pasted letter, or a sentence about a plan: the facts of which plan it answers.

Numbers in a reply are those of the message that the plan wrote: "1. Yes 2. In-plan, automatic 3. 10%".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from calc.effort import SENTENCE, spend
from calc.facts import Facts, PlanKind
from calc.planning.assess import look
from calc.planning.notes import questions
from calc.refusals import Refusal
from dialogs.interview.agenda import Agenda
from dialogs.phrases import say
from dialogs.session import Answers, Told
from dialogs.understanding import amounts, plan_words, statements
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.statements import Statement
from dialogs.understanding.tokens import Token, tokens
from dialogs.understanding.whose import of_others, only_plan, plan_named, whom

Plan = tuple[str, PlanKind]
_COMMA = pattern("letters", "comma")
_EARLY = 3  # words before a denial


def read(
    text: str,
    agenda: Agenda,
    today: date,
    who: str = "you",
    kind: PlanKind | None = None,
    names: Mapping[str, str] | None = None,
) -> Answers:
    """Facts of workplace plans by name. who, kind: the person and the plan we were speaking of; names: of people."""
    said: dict[Plan, list[Statement]] = {}
    alike: dict[Plan, Answers] = {}
    before: list[Statement] = []
    for plan, statement in _about(text, agenda, today, who, kind, names or {}):
        if other := _of_the_other(statement, before):
            alike[plan] = other
        said.setdefault(plan, []).append(statement)
        before = [statement]
    found: dict[str, Told] = {}
    for (person, plan_kind), told in said.items():
        facts = {**alike.get((person, plan_kind), {}), **plan_words.facts(told)}
        found |= {f"{person}.plans.{plan_kind}.{name}": value for name, value in facts.items()}
    return found


def is_of_the_other(words: str) -> bool:
    """Whether a sentence says no more than that another plan does it too, or does not: "hers doesn't"."""
    found = [pattern("letters", "so_does").match(one.words) for one in statements.statements(words)]
    return bool(found) and all(found)


def _of_the_other(statement: Statement, before: list[Statement]) -> Answers:
    """Of "mine takes after-tax money, hers does not" what was said of the one, allowed or denied for the other."""
    found = pattern("letters", "so_does").match(statement.words)
    if not found:
        return {}
    allowed = not (found["denied"] or found["denied_behind"])
    named = (name for name, value in plan_words.facts(before).items() if isinstance(value, bool))
    return {name: allowed for name in named if name in {"after_tax_allowed", "offers_roth"}}


def _about(
    text: str, agenda: Agenda, today: date, who: str, kind: PlanKind | None, names: Mapping[str, str]
) -> Iterator[tuple[Plan, Statement]]:
    if numbered := _numbered(text, agenda, today, who, kind):
        plan, told = numbered
        yield from ((plan, statement) for statement in told)
        return
    first, kinds, two = who, dict[str, PlanKind](), agenda.facts.joint
    for statement in _one_by_one(statements.statements(_lines_closed(text, names)), names):
        spend(SENTENCE)
        if of_others(statement.words, names):
            continue  # my boss put 60,000 after-tax into his 401(k)
        named, here = whom(statement.words, names), plan_named(statement.words)
        two = two or named in {"spouse", "both"}
        if two and _is_of_neither(statement.words):
            plans = {person: kinds.get(person) or likeliest_plan(person, agenda) for person in sorted(OTHER)}
            yield from (((person, one), statement) for person, one in plans.items() if one)
            continue
        if named in OTHER and named != who:
            who, kind = named, kinds.get(named, kind)  # my clinic's 401(k) …, his 403(b) …; my plan takes
        elif named == "both" and not kinds and (here or pattern("letters", "our_plan").search(statement.words)):
            who = first  # of nobody's plan was spoken; "we" and "our" are else the plan's own people
        kind = here or kind
        if here:
            kinds[who] = here
        if _is_of_an_ira(statement.words) or _tells_an_ira(statement.words):
            continue
        whose = who if named or kind or likeliest_plan(who, agenda) else OTHER[who]  # of the one who has a plan
        if plan_kind := kind or likeliest_plan(whose, agenda):
            yield (whose, plan_kind), statement


def _is_of_neither(words: str) -> bool:
    """Whether a sentence denies something of the plans of both: neither plan offers after-tax."""
    said = tokens(words.casefold())
    plan = any("plan.any" in found.keys for found in lexicon("accounts", "plan").find(said))
    return plan and lexicon("people", "nobody").at(said, 0) is not None


def _lines_closed(text: str, names: Mapping[str, str]) -> str:
    """A text with a full stop at the end of each line behind which somebody is named."""
    lines = text.split("\n")
    for place, line in enumerate(lines[1:]):
        first = next(iter(tokens(line.casefold())), None)
        name = first.text.removesuffix("s") if first and line.strip()[first.end - 2 : first.end] == "'s" else ""
        if first and {first.text, name} & names.keys() and lines[place].rstrip()[-1:].isalnum():
            lines[place] = f"{lines[place].rstrip()}."
    return "\n".join(lines)


def _one_by_one(told: Iterable[Statement], names: Mapping[str, str]) -> Iterator[Statement]:
    """Cut where it goes on to another person or plan: "she has no IRA, my 401(k) has after-tax"."""
    for said in told:
        statement, parts = said, [part for part in _COMMA.split(said.words) if part]
        denied = [part for part in parts if _denies_an_ira(part) or _tells_an_ira(part)]  # no IRAs; my SEP: 41,000
        if 0 < len(denied) < len(parts):
            parts = [part for part in parts if part not in denied]
            statement = Statement(", ".join(parts))
        groups = _by_plan(parts, names)
        yield from (Statement(", ".join(one)) for one in groups) if len(groups) > 1 else (statement,)


def _by_plan(parts: Sequence[str], names: Mapping[str, str]) -> list[list[str]]:
    """Parts of a sentence by whose plan they speak of, and of which: I have a solo 401(k), my TSP takes roll-ins."""
    groups: list[list[str]] = []
    person: str | None = None
    plan: PlanKind | None = None
    for part in parts:
        named, here = whom(part, names), plan_named(part)
        begins = named is not None or pattern("letters", "has").match(part) is not None
        other = (named is not None and person not in {None, named}) or (
            begins and here is not None and plan not in {None, here}
        )
        if other or not groups:
            groups.append([])
            plan = None
        groups[-1].append(part)
        person, plan = named or person, here or plan
    return groups


def _denies_an_ira(part: str) -> bool:
    """Whether words tell no more than that somebody has no IRA."""
    said = tokens(part)
    named = {key.partition(".")[0] for found in lexicon("accounts").find(said) for key in found.keys}
    denied = next(lexicon("grammar", "not").find(said), None)
    return denied is not None and denied.first <= _EARLY and named == {"ira"}


def _tells_an_ira(part: str) -> bool:
    """Whether words tell what somebody's IRA holds, and nothing of a plan."""
    named = {
        key.partition(".")[0] for found in lexicon("accounts", "ira", "plan").find(tokens(part)) for key in found.keys
    }
    figures = any(span.kind in {"money", "year"} for span in amounts.find(part))
    return named == {"ira"} and whom(part) is not None and figures


def _is_of_an_ira(words: str) -> bool:
    """Whether it tells of an IRA, and of no plan, that nothing in it was after-tax money."""
    said = tokens(words)
    kinds = {key.partition(".")[0] for found in lexicon("accounts", "ira", "plan").find(said) for key in found.keys}
    deeds = {key.partition(".")[2] for found in lexicon("acts", "act").find(said) for key in found.keys}
    return kinds == {"ira"} and (not deeds.isdisjoint({"always_deducted", "paid_in"}) or _is_held(said))


def _is_held(said: Sequence[Token]) -> bool:
    """Whether money is said to lie in somebody's own IRA: after-tax money in my traditional IRA."""
    for account in lexicon("accounts", "ira").find(said):
        before = [token.text for token in said[max(0, account.first - _IN_MY) : account.first]]
        own = said[max(0, account.first - 1) : account.end]
        inside = not {*before}.isdisjoint(data("grammar")["inside"]["words"])
        if inside and next(lexicon("people", "you", "spouse").find(own), None):
            return True
    return False


_IN_MY = 2  # words


def likeliest_plan(who: str, agenda: Agenda) -> PlanKind | None:
    """The person's only plan; a 401(k) before anybody was asked which there are: the list to confirm names it."""
    person = agenda.facts.people.get(who)
    unasked = (person is None and who == "spouse") or (person is not None and person.plan_kinds is None)
    return only_plan(who, agenda) or (PlanKind.K401 if unasked else None)


def _numbered(
    text: str, agenda: Agenda, today: date, who: str, kind: PlanKind | None
) -> tuple[Plan, list[Statement]] | None:
    """A reply by numbers, where one message is out that it can belong to."""
    if not statements.is_numbered(text):
        return None
    asked = _messages(agenda.facts, today)
    plans = [plan for plan in asked if kind is None or plan == (who, kind)]
    told = statements.replies(text, asked[plans[0]]) if len(plans) == 1 else []
    return (plans[0], told) if told else None


def _messages(facts: Facts, today: date) -> dict[Plan, list[str]]:
    """The numbered questions of the message to each plan, as the plan writes it; none while too little is known."""
    if facts.tax_year is None or facts.filing_status is None:
        return {}
    try:
        notes = questions(look(facts, today))
    except Refusal:
        return {}
    asked: dict[Plan, list[str]] = {}
    for note in notes:
        if note.kind is not None:
            asked.setdefault((note.who, note.kind), []).append(say(f"plan.question.{note.code}", **note.values))
    return asked
