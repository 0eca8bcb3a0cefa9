"""What usually stands behind a line that is wrong: the slip whose forms are the printed ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from calc import law
from calc.checking import forms
from calc.checking.entries import NEAR, Entries, Lines, entries
from calc.checking.papers import NONE
from calc.checking.slips import by_slip
from calc.checking.verdict import Line, Verdict, Work, differs
from calc.derivation import cents

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Causes:
    """``names``: the likeliest first; ``explained``: whether the first gives every printed line of that form."""

    names: tuple[str, ...] = ()
    explained: bool = False


def causes(verdict: Verdict) -> Causes:
    first, work = verdict.first_wrong, verdict.work
    if first is None:
        return Causes()
    match first.form:
        case "8606":
            return _of_8606(first, work)
        case "1040":
            names = tuple(_of_1040(first, work))
        case _:
            names = tuple(_of_5329(first, work))
    return Causes(names[:MOST_NAMED], explained=bool(names))


def _of_8606(first: Line, work: Work) -> Causes:
    printed = work.given.printed.of("8606", first.who)
    order = forms.ORDER["8606"]
    start, whole, further = order.index(first.line), list[str](), dict[str, int]()
    for name, lines in _tries(first.who, work):
        reach = next((n for n, line in enumerate(order) if differs("8606", line, printed, lines)), len(order))
        if reach == len(order):
            whole.append(name)
        elif reach > start:
            further[name] = max(reach, further.get(name, 0))
    if whole:
        return Causes(tuple(dict.fromkeys(whole))[:MOST_NAMED], explained=True)
    return Causes(tuple(sorted(further, key=lambda name: -further[name]))[: MOST_NAMED - 1])


def _tries(who: str, work: Work) -> Iterator[tuple[str, Lines]]:
    """Every slip of this person's own, then those that mix papers or people up."""
    found = work.entries[who]
    yield from by_slip(found)
    counted, replaced = work.counted
    given, year = work.given, work.given.year
    mixed = {
        "corrected_and_old": [*counted, *replaced],
        "old_for_corrected": [p for p in given.papers if not p.corrected],
        "other_years_paper": [replace(p, year=year) for p in counted],
        "papers_of_both": [replace(p, owner=who) for p in counted],
        "spouse_swapped": [replace(p, owner="spouse" if p.owner == "you" else "you") for p in counted],
    }
    for name, papers in mixed.items():
        slipped = entries(who, papers, given.facts, given.of(who), year, {})
        if slipped != found:
            yield name, forms.worked(slipped)
    other = work.entries.get("you" if who == "spouse" else "spouse")
    if other is not None and other != found:
        yield "spouse_swapped", forms.worked(other)
        yield "papers_of_both", forms.worked(_both(found, other))


def _both(one: Entries, other: Entries) -> Entries:
    names = ("contributed", "deducted", "late", "basis", "value", "pool", "converted", "given", "rolled", "under_way")
    added = {name: getattr(one, name) + getattr(other, name) for name in names}
    return replace(one, **added, limit=None)


def _of_1040(first: Line, work: Work) -> Iterator[str]:
    given, shown = work.given, first.printed or NONE
    people = [work.entries[who] for who in given.filers]
    lines = [work.right["8606", who] for who in given.filers]
    total = _sum(e.pool + e.apart + e.roth_paid for e in people)
    slips: Mapping[str, Mapping[str, Decimal]] = {
        "4a": {
            "apart_left_out": total - _sum(e.apart for e in people),
            "converted_left_out": total - _sum(e.converted for e in people),
            "rollover_left_out": total - _sum(e.rolled + e.under_way for e in people),
            "plan_on_ira_lines": total + _sum(e.plan for e in people),
            "one_spouse_only": people[0].pool + people[0].apart + people[0].roth_paid,
        },
        "4b": {
            "box_2a_taxed": _sum(e.beside.box_2a + e.apart_taxed for e in people),
            "all_taxed": total,
            "returned_growth_left_out": (first.right or NONE) - _sum(e.apart_taxed for e in people),
            "returned_taxed_whole": (first.right or NONE)
            + _sum(e.beside.returned_paid - e.apart_taxed for e in people),
            "charity_taxed": (first.right or NONE) + _sum(e.given + e.beside.given for e in people),
            "rollover_taxed": (first.right or NONE) + _sum(e.rolled + e.under_way for e in people),
            "conversion_untaxed": _sum(
                (form["15c"] or NONE) + e.apart_taxed for e, form in zip(people, lines, strict=True)
            ),
            "payout_untaxed": _sum(
                (form["18"] or NONE) + e.apart_taxed for e, form in zip(people, lines, strict=True)
            ),
            "one_spouse_only": people[0].apart_taxed + (lines[0]["15c"] or NONE) + (lines[0]["18"] or NONE),
        },
        "5a": {"plan_left_out": NONE, "plan_taxed_only": _sum(e.plan_taxed for e in people)},
        "5b": {"plan_taxed_whole": _sum(e.plan for e in people), "plan_untaxed": NONE},
        "25b": {"withholding_left_out": NONE},
    }
    for name, amount in slips[first.line].items():
        if abs(amount - shown) < NEAR and abs(amount - (first.right or NONE)) >= NEAR:
            yield name


def _of_5329(first: Line, work: Work) -> Iterator[str]:
    found, shown, right = work.entries[first.who], first.printed or NONE, first.right or NONE
    ten = law.standing().figure("early_distribution_additional_tax_rate_72t").money
    six = law.standing().figure("excess_contribution_excise_rate_4973").money
    lines = work.right["5329", first.who]
    if first.line == "4" and found.simple and abs(cents((lines["3"] or NONE) * ten) - shown) < NEAR:
        yield "simple_ten_percent"
    if first.line in {"1", "4"} and not shown:
        yield "early_untold"
    if first.line in {"1", "4"} and not right:
        yield "early_without_need"
    if first.line in {"15", "16", "17", "23", "24", "25"}:
        if right and not shown:
            yield "excess_untold"
        elif not right and any(
            abs(shown - amount) < NEAR for amount in (found.contributed, cents(found.contributed * six))
        ):
            yield "roth_as_well"
        elif not right:
            yield "no_excess"
        elif first.line in {"17", "25"}:
            yield "excise_rate"


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return sum(amounts, NONE)
