"""Facts told in passing, at any moment: found, listed and confirmed; only what was said, nothing guessed.

"42, married filing jointly, we make 310k, I have 58k in a rollover IRA, my 401k has after-tax"
A clause tells whose, which act and which account (``slots``); from these follows the fact. What can mean two things
is a doubt, to be asked with both as buttons; what told nothing is named too. Every value is read by the card of its
own question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from calc.facts import FilingStatus, PlanKind
from dialogs.interview.agenda import Agenda, Question
from dialogs.phrases import money as dollars
from dialogs.phrases import say
from dialogs.session import Told
from dialogs.text import tidy
from dialogs.understanding import amounts as money
from dialogs.understanding import days_told, letters, people, relabeling
from dialogs.understanding.clauses import Clause, clauses
from dialogs.understanding.facts.hearing import COUPLE, STRANGE, Hearing
from dialogs.understanding.facts.idle import hear_of_jobs, without_work
from dialogs.understanding.facts.listener import hear_clause, placed_at_last, told_ages, told_births, told_pays
from dialogs.understanding.facts.signs import is_denied, is_only_named
from dialogs.understanding.facts.telling import Telling
from dialogs.understanding.facts.without_sums import told_as_a_whole, told_in_full
from dialogs.understanding.gathering import Doubt, Gathering
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentences
from dialogs.understanding.measure import CLAUSES, figures_of
from dialogs.understanding.slots import VALUES
from dialogs.understanding.tokens import tokens

_ALONE = frozenset({"single", "hoh", "qss", "widowed", "divorced"})
_WED = frozenset({"wife", "husband"})  # beside "single" the two do not go together, and that is told
_MARRIED = frozenset({"married", "mfj", "mfs", "separated"})
_FILED_ALONE = frozenset({FilingStatus.SINGLE, FilingStatus.HOH, FilingStatus.QSS})
_FEW = 10  # clauses that take one amount apart


def listen(
    text: str,
    agenda: Agenda,
    today: date,
    who: str = "you",
    kind: PlanKind | None = None,
    names: Mapping[str, str] | None = None,
    asked: Question | None = None,
    letter: str = "",
) -> Telling:
    """What a text tells. who, kind: of whom and of which plan we were speaking; names: of people, known already;
    asked: the open question, which an amount without a word for what it is answers; letter: the whole of what was
    pasted, where the text is only its beginning.
    """
    if not re.search(r"[^\W\d_]", text):  # a bare number, which no question asked for
        return Telling({})
    text = _without_its_box(text, asked)
    known = people.learned(text, names or {}, joint=agenda.facts.joint, asked_of=who)
    parts = _without_forgotten(clauses(text, today, known))
    alone = _is_alone(parts, agenda, today)
    if alone:
        here = {mark.key for part in parts for mark in part.of("status")} & _ALONE
        wed = here == {"single"} and any(mark.key in _WED for part in parts for mark in part.of("spouse"))
        parts = [_without_partner(part, roles=bool(here) and not wed) for part in parts]
    gathering = Gathering(agenda.answers)
    for option in letters.read(letter or text, agenda, today, who, kind, known).items():
        gathering.add((option,))
    of_plans = frozenset(
        n
        for n, one in enumerate(sentences(text))
        if letters.is_of_the_other(one) or letters.read(one, agenda, today, who, kind, known)
    )
    relabeled, of_it = relabeling.read(parts, (agenda.facts.tax_year or today.year, today.year), who)
    for option in relabeled.items():
        gathering.add((option,))
    unread = any(mark.amount and not mark.amount.values for clause in parts for mark in clause.marks)
    hearing = Hearing(agenda, today, who, of_plans, gathering, None if unread else asked, _often(text, parts))
    hearing.told_alone = alone
    two = agenda.facts.filing_status is FilingStatus.MFJ or any(
        part.of("spouse", "both", "each", "either") or part.has("status", "mfj") for part in parts
    )
    hearing.with_two = two and not hearing.alone
    hearing.puts_right, hearing.instead_of = any(part.has("link", "sorry") for part in parts), _denied_sums(parts)
    hear_of_jobs(hearing, parts)
    hearing.of_somebody = frozenset(part.number for part in parts if _is_of_somebody(part))
    told_pays(hearing, parts)
    told_births(hearing, parts)
    told_ages(hearing, parts)
    rooms = (("grammar", "general"), ("grammar", "over_years"), ("accounts", "not_deducted"))
    hearing.general, hearing.over_years, hearing.undeducted = (_saying(*room, text) for room in rooms)
    hearing.headed, hearing.heads = frozenset(_headings(parts)), frozenset(_named_before(parts))
    hearing.sides, apart = _sides_of_plans(parts), _parts_of_sums(parts)
    left = [one for place, one in enumerate(parts[:CLAUSES]) if one.text not in of_it and place not in apart]
    lost = [words for clause in left for words in hear_clause(hearing, clause)]
    gathering.of_either = False
    lost += [figure for clause in parts[CLAUSES:] for figure in figures_of(clause.marks, clause.text, clause.start)]
    lost = lost if unread else placed_at_last(hearing, lost)
    told_in_full(hearing)
    told_as_a_whole(hearing)
    lost = without_work(hearing, parts, lost)
    lost += [hearing.door] if hearing.door and not hearing.door_ticked and hearing.door not in lost else []
    found, doubts = gathering.settled()
    found, doubts = _of_the_late(*_moved_on(found, doubts, hearing.has_had), asked, agenda)
    found = _with_roth_side(found, hearing.pretax, gathering.worked)
    found = _without_the_part(found, hearing.parts, gathering.worked)
    if asked is not None and asked.card.kind == "money":
        found, doubts = _netted(found, doubts, asked.fact, hearing.turned)
    if asked is not None and asked.kind is not None:
        found = {fact: value for fact, value in found.items() if not _of_the_plan(fact, value, asked)}
    found |= days_told.read(parts, found, agenda.facts.tax_year or today.year, today)
    asks = any(clause.asks for clause in parts)
    clear = all(not part.dangerous and len(part.strange) <= STRANGE for part in parts)
    return Telling(
        found,
        tuple(one for one in doubts if one != (("agi", "0"),) or _is_told_as_zero(parts)),  # W: no income
        tuple(dict.fromkeys(lost)),
        asks,
        len(parts),
        gathering.worked,
        gathering.whole,
        clear,
        any(part.strange for part in parts),
    )


def _of_the_late(
    found: dict[str, Told], doubts: tuple[Doubt, ...], asked: Question | None, agenda: Agenda
) -> tuple[dict[str, Told], tuple[Doubt, ...]]:
    """What somebody who files alone answers of a husband or wife, as what it may be of their own: he deducted all."""
    if asked is None or asked.who != "you" or agenda.facts.filing_status not in _FILED_ALONE:
        return found, doubts
    theirs = f"spouse.{asked.fact.partition('.')[2]}"
    if theirs not in found or asked.fact in found:
        return found, doubts
    left = {fact: value for fact, value in found.items() if fact != theirs}
    return left, (*doubts, ((asked.fact, found[theirs]),))


def _without_forgotten(parts: Sequence[Clause]) -> list[Clause]:
    """Without what is to be forgotten: an IRA my mother never touched. No wait, that's hers, forget that.

    What is put in its place is a correction: 30k, never mind, it's 35k.
    """
    told = {one.number: one.start for one in parts if lexicon("grammar", "forget").whole(tokens(one.text.casefold()))}
    told = {
        number: start
        for number, start in told.items()
        if not any(one.number == number and one.start > start and one.amount for one in parts)
    }
    return [one for one in parts if one.number + 1 not in told and one.start > told.get(one.number, -1)]


def _headings(parts: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """The clauses that lead into the next without a cut: last year I did a back door."""
    return (
        (one.number, one.start)
        for one, behind in pairwise(parts)
        if one.number == behind.number and not behind.joined
    )


def _named_before(parts: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """The clauses that name no more than somebody's account, of which the next ones tell: my rollover: 370,000."""
    for one, behind in pairwise(parts):
        named = bool(one.of("ira", "plan")) and bool(one.of("you", "spouse")) and is_only_named(one)
        first = next((mark for mark in behind.marks if mark.kind != "word"), None)
        if named and behind.joined == "mark" and behind.number == one.number and first and first.kind == "amount":
            yield one.number, one.start


def _often(text: str, parts: Sequence[Clause]) -> dict[int, int]:
    """How often a year the amounts of each sentence come."""
    told = {number: money.often(tidy(one)) for number, one in enumerate(sentences(text))}
    return told | dict.fromkeys((part.number for part in parts if _is_of_another_rhythm(part)), 0)


def _is_of_another_rhythm(part: Clause) -> bool:
    """Whether what comes several times a year is none of the amounts: exit by rollover twice a year."""
    return part.amount is None and len(part.strange) > 1 and money.often(tidy(part.text)) > 0


def _saying(room: str, table: str, text: str) -> frozenset[int]:
    """The sentences of a text in which words of a table stand."""
    said = enumerate(tokens(tidy(one)) for one in sentences(text))
    return frozenset(number for number, words in said if next(lexicon(room, table).find(words), None))


def _with_roth_side(found: dict[str, Told], pretax: set[str], worked: dict[str, str]) -> dict[str, Told]:
    """Deferrals are both sides of them together: 15k traditional and 9.5k Roth are 24,500."""
    summed = dict(found)
    for fact in pretax & found.keys():
        roth = found.get(fact.replace(".deferrals", ".roth_deferrals"))
        if roth is not None:
            parts = Decimal(str(found[fact])), Decimal(str(roth))
            summed[fact] = f"{sum(parts):f}"
            worked[fact] = say("talk.worked.plus", first=dollars(parts[0]), second=parts[1])
    return summed


def _is_of_somebody(part: Clause) -> bool:
    """Whether it tells a status, a birth, an age or an income: then the sentence does not describe a plan."""
    personal = part.of("status", "age") or part.has("act", "born", "earned") or part.has("thing", "agi", "tax_year")
    return bool(personal) or (part.has("thing", "pay", "income") and part.amount is not None)


def _is_alone(parts: Sequence[Clause], agenda: Agenda, today: date) -> bool:
    """Whether somebody files alone, as was told before or is told here: whoever lives with them is no spouse."""
    real = (part for part in parts if not part.has("mood", "supposed"))  # if we married, we'd file jointly
    years = [part for part in real if not any(m.time and m.time.year > today.year for m in part.marks)]
    told = {mark.key for part in years for mark in part.of("status") if not is_denied(part, mark)}
    denied = any(mark.key == "married" and is_denied(part, mark) for part in parts for mark in part.of("status"))
    known = agenda.facts.filing_status
    if told & _MARRIED or (known in {FilingStatus.MFJ, FilingStatus.MFS} and not told & _ALONE and not denied):
        return False
    return bool(told & _ALONE) or denied or known in {FilingStatus.SINGLE, FilingStatus.HOH}


def _without_partner(part: Clause, *, roles: bool) -> Clause:
    """The clause with a partner as somebody else: nobody's spouse. roles: a husband or wife too."""
    marks = tuple(
        replace(mark, kind="other")
        if mark.kind == "spouse" and (roles or mark.keys in {("spouse",), ("name",)})
        else mark
        for mark in part.marks
    )
    return replace(part, marks=marks)


def _moved_on(
    found: dict[str, Told], doubts: tuple[Doubt, ...], had: Sequence[str]
) -> tuple[dict[str, Told], tuple[Doubt, ...]]:
    """Of what an account had, and of which some was converted or taken out: what is left, or what was told."""
    left, asked = dict(found), list(doubts)
    for fact in had:
        who, value = fact.partition(".")[0], found.get(fact)
        told = {**{name: one for doubt in reversed(doubts) for name, one in doubt[:1]}, **found}
        gone = [one for one in (told.get(f"{who}.{name}") for name in ("converted", "withdrew")) if one]
        if isinstance(value, str) and len(gone) == 1:
            rest = max(Decimal(0), Decimal(value) - Decimal(str(gone[0])))
            asked.append(((fact, f"{rest:f}"), (fact, value)))
            left.pop(fact, None)
    return left, tuple(asked)


def _parts_of_sums(parts: Sequence[Clause]) -> frozenset[int]:
    """The places of clauses that only take an amount apart which was told before them: "350k: 200 base, 150 RSU"."""
    found: set[int] = set()
    for place, clause in enumerate(parts):
        whole = _plain_value(clause)
        if whole is None or place in found or clause.has("thing", "agi", "income") or clause.of("both"):
            continue
        total = Decimal(0)
        for behind in range(place + 1, min(place + 1 + _FEW, len(parts))):
            part = parts[behind]
            value = _plain_value(part)
            if (
                value is None
                or value >= whole
                or part.number != clause.number
                or part.of("you", "spouse", "each", "both", "ira", "plan")
                or part.has("thing", "pretax", "after_tax", "roth_side")
            ):
                break
            total += value
            if behind > place + 1 and total in {whole, whole / 1000, whole * 1000}:
                found.update(range(place + 1, behind + 1))
                break
    return frozenset(found)


_SIDES = {"pretax": "pretax", "after_tax": "after_tax", "roth_side": "roth", "roth": "roth", "traditional": "pretax"}


def _sides_of_plans(parts: Sequence[Clause]) -> dict[tuple[int, int], str]:
    """The clauses that take what a plan holds apart, and what each is: 310k in it: 250k traditional, 60k Roth."""
    found: dict[tuple[int, int], str] = {}
    for place, clause in enumerate(parts):
        whole = _plain_value(clause)
        if whole is None or not clause.of("plan") or clause.of("ira"):
            continue
        total, told = Decimal(0), list[tuple[tuple[int, int], str]]()
        for part in parts[place + 1 : place + 1 + _FEW]:
            value, sides = _plain_value(part), {_SIDES.get(key) for key in (*part.keys("thing"), *part.keys("ira"))}
            if value is None or part.number != clause.number or len(sides) != 1 or None in sides or part.of("act"):
                break
            total += value
            told.append(((part.number, part.start), str(sides.pop())))
            if total == whole and len(told) > 1:
                found |= dict(told)
    return found


def _denied_sums(parts: Sequence[Clause]) -> frozenset[Decimal]:
    """The amounts in whose place another is told: 6,550 rather than 6,500."""
    denied = [part for part in parts if part.of("not") or part.has("link", "instead", "than")]
    return frozenset(value for part in denied for mark in part.marks if mark.amount for value in mark.amount.values)


def _plain_value(clause: Clause) -> Decimal | None:
    """The one value of the amount in a clause."""
    span = clause.amount.amount if clause.amount else None
    return span.values[0] if span is not None and len(span.values) == 1 else None


def _without_its_box(text: str, asked: Question | None) -> str:
    """A text without the box of a form that a desk asks for by name: at another question it may be a W-2's."""
    if asked is None or asked.card.of != "desk":
        return text
    own = {number for _, _, number in _boxes(asked.card.text)}
    for start, end, number in reversed(_boxes(text)):
        text = text if number not in own else f"{text[:start]} {text[end:]}"
    return text


def _boxes(text: str) -> list[tuple[int, int, str]]:
    """The boxes of a form that a text names: start, end, number."""
    plain = tidy(text)
    said = tokens(plain)
    if len(plain) != len(text):
        return []
    found = [one for one in lexicon("plan", "box").find(said) if one.end < len(said)]
    return [(said[one.first].start, said[one.end].end, said[one.end].text) for one in found]


def _of_the_plan(fact: str, value: Told, asked: Question) -> bool:
    """Whether it is only what a plan takes in, or converts inside: accepts rollover IRA money, it converts daily."""
    name = fact.rpartition(".")[2]
    return (name == "converted" and value == "0") or (name == "ira_kinds" and asked.fact.endswith("roll_in"))


def heads(text: str, today: date) -> tuple[str, ...]:
    """The first clause and the first sentence of a text: what may answer the open question."""
    parts, whole = clauses(text, today, {}), sentences(text)
    if parts and parts[0].asks:
        return ()
    return tuple(dict.fromkeys([*(clause.text for clause in parts[:1]), *whole[:1]]))


def _without_the_part(found: Mapping[str, Told], parts: Sequence[Decimal], worked: dict[str, str]) -> dict[str, Told]:
    """Of 7,500 of which 500 were for the year before, 7,000 for this one."""
    left = dict(found)
    for who in COUPLE if parts else ():
        whole, prior = found.get(f"{who}.contributed"), found.get(f"{who}.contributed_prior")
        if not (isinstance(whole, str) and isinstance(prior, str)) or Decimal(prior) not in parts:
            continue
        if Decimal(prior) < Decimal(whole):
            fact = f"{who}.contributed"
            left[fact] = f"{Decimal(whole) - Decimal(prior):f}"
            worked[fact] = say("talk.worked.minus", first=dollars(Decimal(whole)), second=Decimal(prior))
    return left


def _netted(
    found: dict[str, Told], doubts: tuple[Doubt, ...], fact: str, turned: list[Decimal]
) -> tuple[dict[str, Told], tuple[Doubt, ...]]:
    """Of an amount of which some went away again: before, or after. turned: what came back or was relabeled."""
    who, _, name = fact.rpartition(".")
    value = found.get(fact)
    gone = [found.get(f"{who}.{one}") for one in (("converted", "withdrew") if name in {*VALUES, "basis"} else ())]
    left = [Decimal(one) for one in gone if isinstance(one, str) and one != "0"] + turned
    if not isinstance(value, str) or len(left) != 1 or not 0 < left[0] < Decimal(value):
        return found, doubts
    rest = {one: told for one, told in found.items() if one != fact}
    return rest, (((fact, value), (fact, f"{Decimal(value) - left[0]:f}")), *doubts)


def _is_told_as_zero(parts: Sequence[Clause]) -> bool:
    """Whether a nought is told, and not only that there is none."""
    return any(mark.amount is not None and 0 in mark.amount.values for part in parts for mark in part.marks)
