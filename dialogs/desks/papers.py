"""From the boxes of Forms 1099-R and 5498, and the facts of the talk, to what belongs on Form 8606."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from calc.facts import IraKind, Move, Person
from calc.reconcile import Entries
from calc.refusals import Refusal
from dialogs.desks.visit import AskedToo, Visit
from dialogs.interview.questions import card_of
from dialogs.understanding.lists import by_form

NONE = Decimal(0)
RELABELED = set("nr")  # Form 1099-R, box 7: recharacterized, for the same or the year before
FROM_ROTH = set("jqth")
FROM_PLAN = set("gb")
RETURNED = set("8p")  # contributions that were taken back

Boxes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Papers:
    """What the typed forms show; None where no form of the kind was typed.

    paid_out: what left traditional, SEP and SIMPLE IRAs; relabeled: codes N and R; taxable_box: box 2a of the first.
    contributed, rolled_over, converted, value: boxes 1, 2, 3 and 5 of Form 5498; sep_and_simple: of the value.
    """

    paid_out: Decimal | None = None
    relabeled: Decimal = NONE
    taxable_box: Decimal = NONE
    contributed: Decimal | None = None
    rolled_over: Decimal = NONE
    converted: Decimal | None = None
    value: Decimal | None = None
    sep_and_simple: Decimal = NONE


def papers(visit: Visit) -> Papers:
    out, forms = _forms(visit, "paid_out"), _forms(visit, "received")
    found = _paid_out(out) if out else Papers()
    if not forms:
        return found
    own = [form for form in forms if not _of_roth(form)]
    separate = [form for form in own if form.get("7") in {"sep", "simple"} or _sum([form], "8") or _sum([form], "9")]
    told = {box for form in own for box in form}
    return Papers(
        paid_out=found.paid_out,
        relabeled=found.relabeled,
        taxable_box=found.taxable_box,
        contributed=_sum(own, "1") if "1" in told else None,
        rolled_over=_sum(own, "2"),
        converted=_sum(forms, "3") if any("3" in form for form in forms) else None,
        value=_sum(own, "5") if "5" in told else None,
        sep_and_simple=_sum(separate, "5"),
    )


def _forms(visit: Visit, name: str) -> list[Boxes]:
    card = card_of(f"{visit.desk}.{name}")
    return by_form(visit.listed(name) or [], card.boxes if card else ())


def _paid_out(forms: Iterable[Boxes]) -> Papers:
    paid = relabeled = taxable = NONE
    for form in forms:
        codes = set(form.get("7", ""))
        if codes & RELABELED:
            relabeled += _sum([form], "1")
        elif not codes & (FROM_ROTH | FROM_PLAN | RETURNED):
            paid += _sum([form], "1")
            taxable += _sum([form], "2a")
    return Papers(paid_out=paid, relabeled=relabeled, taxable_box=taxable)


def _of_roth(form: Boxes) -> bool:
    return form.get("7") == "roth" or bool(_sum([form], "3") or _sum([form], "10"))


def _sum(forms: Iterable[Boxes], box: str) -> Decimal:
    return sum((Decimal(form[box]) for form in forms if form.get(box)), NONE)


def missing(visit: Visit) -> Iterator[str | AskedToo]:
    """The questions that neither the papers nor the talk answer."""
    shown, person = papers(visit), visit.of_talk(visit.year)
    if visit.answered("contributed") or (shown.contributed is None and _moved(person, Move.TRADITIONAL) is None):
        yield "contributed"
    if visit.answered("converted") or (shown.converted is None and _moved(person, Move.CONVERTED) is None):
        yield "converted"
    if visit.answered("withdrawn") or (shown.paid_out is None and _moved(person, Move.WITHDREW) is None):
        yield "withdrawn"
    entries = _known(visit)
    if entries.contributed and (entries.converted or entries.distributed) and _late(person) is None:
        yield "late"
    if visit.basis(visit.year) is None:
        yield "basis"
    if visit.answered("value") or (shown.value is None and _value(visit) is None):
        yield "value"
        if visit.money("value"):
            yield "sep"


def entries(visit: Visit) -> Entries | Refusal:
    """What belongs on the form; a refusal where a paper contradicts another."""
    shown, known = papers(visit), _known(visit)
    if shown.paid_out is not None and known.converted > shown.paid_out:
        return Refusal("converted_above_paid_out", "converted", converted=known.converted, paid_out=shown.paid_out)
    if known.late > known.contributed:
        return Refusal("late_above_whole", "late", late=known.late, whole=known.contributed)
    return known


def of_spouse(visit: Visit) -> Entries | None:
    """The other spouse's entries as the talk tells them, to see whether the two were swapped."""
    who = "you" if visit.who == "spouse" else "spouse"
    person = visit.facts.people.get(who) if visit.facts.tax_year == visit.year else None
    moves = [_moved(person, move) for move in (Move.TRADITIONAL, Move.CONVERTED, Move.WITHDREW)]
    if person is None or person.basis is None or None in moves:
        return None
    contributed, converted, distributed = (move or NONE for move in moves)
    return Entries(
        contributed=contributed,
        late=person.contributed_late or NONE,
        basis=person.basis,
        value=person.year_end_value or NONE,
        converted=converted,
        distributed=distributed,
    )


def _known(visit: Visit) -> Entries:
    """Typed papers first, then what was answered here, then the talk."""
    shown, person = papers(visit), visit.of_talk(visit.year)
    converted = _first(shown.converted, visit.money("converted"), _moved(person, Move.CONVERTED))
    if shown.paid_out is not None:
        distributed = max(shown.paid_out - converted - shown.rolled_over, NONE)
    else:
        distributed = _first(visit.money("withdrawn"), _moved(person, Move.WITHDREW))
    contributed = _first(shown.contributed, visit.money("contributed"), _moved(person, Move.TRADITIONAL))
    value = _first(shown.value, visit.money("value"), _value(visit))
    in_talk = [person.ira_value(kind) or NONE for kind in (IraKind.SEP, IraKind.SIMPLE)] if person else []
    apart = shown.sep_and_simple or _first(visit.money("sep"), sum(in_talk, NONE))
    return Entries(
        contributed=contributed,
        late=_first(visit.money("late"), _late(person)),
        basis=_first(visit.money("basis"), visit.basis(visit.year)),
        value=value,
        sep_and_simple=min(apart, value),
        distributed=distributed,
        converted=converted,
        relabeled=shown.relabeled,
        taxable_box=shown.taxable_box,
    )


def _first(*amounts: Decimal | None) -> Decimal:
    return next((amount for amount in amounts if amount is not None), NONE)


def _moved(person: Person | None, move: Move) -> Decimal | None:
    return person.moved(move) if person else None


def _late(person: Person | None) -> Decimal | None:
    if person is None:
        return None
    return NONE if not person.contributed else person.contributed_late


def _value(visit: Visit) -> Decimal | None:
    person = visit.of_talk(visit.year)
    over = visit.year is not None and visit.today.year > visit.year
    told = person.year_end_value if person else None
    return told if told is not None or over else visit.iras(visit.year)
