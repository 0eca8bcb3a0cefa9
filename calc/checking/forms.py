"""The lines that follow from one person's entries, in every way that the forms allow.

A form may be filled in with whole dollars; line 10 may have as few as three places; Part I may stay empty where there
is no basis; and more. Each such way is a *manner*; a printed form is right where it agrees with one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from calc import law
from calc.checking.entries import NEAR, Entries, Lines
from calc.checking.papers import NONE
from calc.checking.tables import lines as lines_of
from calc.derivation import Value, Worksheet, cents, dollars
from calc.worksheets.form_8606 import PART_1, PART_3, form_8606, part_2_alone, part_3
from calc.worksheets.worksheet_1_1 import worksheet_1_1

ORDER = {form: lines_of(form) for form in ("8606", "5329")}
FEWEST, MOST = 3, 7  # places of line 10 that are tried; the form wants at least three


def worked(entries: Entries) -> Lines:
    """Form 8606 to the cent, with Part III where there was a Roth payout."""
    return {**_plain(entries), **_part_3(entries)}


def manners(entries: Entries, printed: Lines) -> Iterator[Lines]:
    """The form in every way that is right, the plain one first; ``printed`` holds what is the person's to claim."""
    disaster = printed.get("15b") or NONE
    part_iii = _part_3(entries, home=min(printed.get("20") or NONE, entries.roth_paid))
    for form in _first_parts(entries):
        taxed = form["15a"] or NONE
        claimed = {"15b": disaster, "15c": taxed - disaster} if NONE < disaster <= taxed else {}
        yield {**form, **claimed, **part_iii}


def _first_parts(entries: Entries) -> Iterator[Lines]:
    yield _plain(entries)
    for places in range(FEWEST, MOST):
        for way in (ROUND_HALF_UP, ROUND_DOWN):
            yield _cut(entries, places, way)
    whole = _in_dollars(entries)
    yield _whole(_plain(whole))
    yield _whole(_cut(whole, FEWEST, ROUND_HALF_UP))
    moved, basis = entries.line_7 + entries.converted, entries.line_1 + entries.basis
    if not moved:
        yield _sheet(entries, moved=True)  # lines 4 to 13 filled in although there was no payout
    if not basis or (not moved and not entries.line_1):
        yield {**_plain(entries), **dict.fromkeys(PART_1)}
    if entries.converted and not (entries.line_1 or entries.line_7 or entries.value or entries.under_way):
        alone = part_2_alone(net_converted=entries.converted, basis_in_converted=entries.basis)
        yield {**dict.fromkeys(PART_1), **_decimals(alone)}
    if entries.deducted and moved:
        yield by_worksheet_1_1(entries)


def _plain(entries: Entries) -> Lines:
    return _sheet(entries, moved=None)


def _sheet(entries: Entries, *, moved: bool | None) -> Lines:
    return _decimals(
        form_8606(
            line1=entries.line_1,
            line2=entries.basis,
            line4=min(entries.late, entries.line_1),
            line6=entries.value + entries.under_way,
            line7=entries.line_7,
            line8=entries.converted,
            distribution_or_conversion=moved,
        )
    )


def _part_3(entries: Entries, home: Decimal = NONE) -> Lines:
    """Empty without a payout of a Roth IRA that is not qualified; first-home expenses as they were claimed."""
    if not entries.roth_paid:
        return dict.fromkeys(PART_3)
    limit = law.standing().figure("first_home_lifetime_limit").money
    sheet = part_3(
        line19=entries.roth_paid,
        line20=min(home, limit),
        line22=entries.roth_basis,
        line24=entries.roth_converted,
    )
    return {**dict.fromkeys(PART_3), **_decimals(sheet)}


def _decimals(sheet: Worksheet) -> dict[str, Decimal | None]:
    return {number: None if amount is None else _decimal(amount.value) for number, amount in sheet.items()}


def _decimal(value: Value) -> Decimal:
    """A ratio with more places than any form shows."""
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator


def _cut(entries: Entries, places: int, way: str) -> Lines:
    """With line 10 cut to fewer places, and what follows from it."""
    lines = dict(_plain(entries))
    share = lines["10"]
    if share is None or lines["5"] is None:
        return lines
    cut = share.quantize(Decimal(1).scaleb(-places), way)
    of_converted, of_paid = cents(entries.converted * cut), cents(entries.line_7 * cut)
    free, taxed = min(of_converted + of_paid, lines["5"]), entries.line_7 - of_paid
    lines |= {"10": cut, "11": of_converted, "12": of_paid, "13": free, "15a": taxed, "15c": taxed}
    lines |= {"14": (lines["3"] or NONE) - free}
    if entries.converted:
        lines |= {"17": of_converted, "18": entries.converted - of_converted}
    return lines


def _in_dollars(e: Entries) -> Entries:
    return replace(
        e,
        contributed=dollars(e.contributed),
        deducted=dollars(e.deducted),
        late=dollars(e.late),
        basis=dollars(e.basis),
        value=dollars(e.value),
        pool=dollars(e.pool),
        converted=dollars(e.converted),
        given=dollars(e.given),
        rolled=dollars(e.rolled),
        under_way=dollars(e.under_way),
    )


def _whole(lines: Lines) -> Lines:
    """Every line but the ratio in whole dollars, sums of rounded lines rounded with them."""
    out = {n: amount if amount is None or n == "10" else dollars(amount) for n, amount in lines.items()}
    if out["13"] is not None:
        out["13"] = min(entered(out["11"]) + entered(out["12"]), entered(out["5"]))
        out["14"] = entered(out["3"]) - entered(out["13"])
        out["15a"] = out["15c"] = entered(out["7"]) - entered(out["12"])
    if out["16"] is not None:
        out["18"] = out["16"] - entered(out["17"])
    return out


def entered(amount: Decimal | None) -> Decimal:
    """An empty line counts as zero."""
    return amount or NONE


def by_worksheet_1_1(entries: Entries) -> Lines:
    """Pub. 590-B Worksheet 1-1 in place of lines 5 to 12, as software prints it beside an asterisk."""
    sheet = worksheet_1_1(
        prior_basis=entries.basis,
        contributions=entries.contributed,
        value=entries.value + entries.under_way,
        distributions=entries.line_7,
        converted=entries.converted,
    )
    lines = {**_plain(entries), **dict.fromkeys(("5", "6", "9", "10", "11", "12"))}
    free, taxed, paid_taxed = sheet.money("8"), sheet.money("10"), sheet.money("11")
    lines |= {"13": free, "14": entries.line_1 + entries.basis - free, "15a": paid_taxed, "15c": paid_taxed}
    return lines | ({"17": entries.converted - taxed, "18": taxed} if entries.converted else {})


def form_1040(of: Mapping[str, tuple[Entries, Lines]]) -> Lines:
    """Lines 4a to 5b and 25b of the return, from each person's entries and Form 8606."""
    people = of.values()
    paid = sum((e.pool + e.apart + e.roth_paid for e, _ in people), NONE)
    taxed = sum((e.apart_taxed + _taxed_of(e, lines) for e, lines in people), NONE)
    return {
        "4a": paid,
        "4b": taxed,
        "5a": sum((e.plan for e, _ in people), NONE),
        "5b": sum((e.plan_taxed for e, _ in people), NONE),
        "25b": sum((e.withheld for e, _ in people), NONE),
    }


def _taxed_of(entries: Entries, lines: Lines) -> Decimal:
    """What Form 8606 sends to line 4b; where Part I was rightly left empty, payouts are taxed whole."""
    paid = entries.line_7 if lines["15c"] is None else lines["15c"]
    return paid + entered(lines["18"]) + entered(lines["25c"])


def may_leave_4a(of: Mapping[str, tuple[Entries, Lines]]) -> bool:
    """Whether line 4a may stay empty: everything is taxed, and none of the exceptions applies."""
    lines = form_1040(of)
    none_special = not any(
        e.converted or e.basis + e.line_1 or e.rolled or e.given or e.roth_paid for e, _ in of.values()
    )
    return none_special and lines["4a"] == lines["4b"]


def form_5329(entries: Entries, form: Lines, printed: Lines) -> Lines:
    """Lines 1 to 4, 15 to 17, 23 to 25; None where facts are missing. An exception on line 2 is the person's."""
    standing = law.standing()
    ten, simple_rate = (
        standing.figure(name).money
        for name in ("early_distribution_additional_tax_rate_72t", "simple_first_two_years_additional_tax_rate_72t6")
    )
    ordinary, simple = _early(entries, form)
    if entries.perhaps_early:
        more, _ = _early(replace(entries, early=entries.early + entries.perhaps_early), form)
        shown = entered(printed.get("1"))
        ordinary = more if more is not None and abs(shown - more - simple) < NEAR else ordinary
    out: dict[str, Decimal | None] = dict.fromkeys(ORDER["5329"])
    if ordinary is not None:
        exempt = entered(printed.get("2"))
        beyond = min(max(entered(printed.get("1")) - ordinary - simple, NONE), exempt)  # listed, and taken off again
        out["1"] = whole = ordinary + simple + beyond
        out["2"] = exempt = min(exempt, whole)
        out["3"] = left = whole - exempt
        of_simple = min(simple, left)
        out["4"] = cents((left - of_simple) * ten + of_simple * simple_rate)
    six = standing.figure("excess_contribution_excise_rate_4973").money
    values = (entries.value + entries.late, entries.roth_value)
    lines = (("9", "15", "16", "17"), ("18", "23", "24", "25"))
    for (before, own, total, excise), excess, value in zip(
        lines, (entries.excess, entries.roth_excess), values, strict=True
    ):
        if excess is None:
            continue
        out[before] = carried = entered(printed.get(before))
        out[own], out[total] = excess, excess + carried
        out[excise] = cents(min(excess + carried, excess + carried if value is None else value) * six)
    return out


def _early(entries: Entries, form: Lines) -> tuple[Decimal | None, Decimal]:
    """Early payouts in income, at the ordinary and at the SIMPLE rate; None where a Roth conversion's age decides."""
    if entries.roth_early and entered(form["24"]) and entered(form["23"]):
        return None, NONE
    left = entries.line_7
    taxed = left if form["15c"] is None else form["15c"]
    simple = min(entries.simple, left)
    removed = entries.pool - left - max(entries.pool - entries.early - entries.simple, NONE)
    early = min(max(entries.early - max(removed, NONE), NONE), left - simple)
    share = [cents(taxed * part / left) if left else NONE for part in (early, simple)]
    roth = min(entered(form["25c"]), entries.roth_early)
    return share[0] + roth + entries.apart_early + entries.plan_early, share[1]
