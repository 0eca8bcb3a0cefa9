"""Form 8606, one per person and year: nondeductible contributions, conversions, Roth distributions.

Lines stand under the form's numbers and in the form's order. Money is in dollars and cents.
The form needs no figure of a year, so it can be worked out before the year's limits are published.
"""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, entered, least, most, told, total
from calc.refusals import Refusal

SOURCE = "Form 8606"
PART_1 = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15a", "15b", "15c")
PART_2 = ("16", "17", "18")
PART_3 = ("19", "20", "21", "22", "23", "24", "25a", "25b", "25c")

Money = Amount | Decimal | int


def form_8606(
    *,
    line1: Money,
    line2: Money,
    line4: Money = ZERO,
    line6: Money = ZERO,
    line7: Money = ZERO,
    line8: Money = ZERO,
    line15b: Money = ZERO,
    distribution_or_conversion: bool | None = None,
) -> Worksheet:
    """Parts I and II.

    line1: nondeductible contributions for the year; line2: basis of earlier years (last line 14);
    line4: the part of line 1 made after 31 December; line6: value of all traditional, SEP and SIMPLE IRAs on
    31 December; line7: distributions; line8: net amount converted; line15b: qualified disaster part of line 15a.
    distribution_or_conversion: None reads it off lines 7 and 8; without one, lines 4 to 13 stay empty.

    Refusal: line 4 above line 1, line 15b above line 15a, or no payout although line 7 or 8 holds one.
    """
    out: dict[str, Amount | None] = dict.fromkeys((*PART_1, *PART_2))
    line1, line2 = told(line1, "1"), told(line2, "2")
    line7, line8 = told(line7, "7"), told(line8, "8")
    late = told(line4, "4")
    if late.money > line1.money:
        raise Refusal("late_above_whole", "line4", late=late, whole=line1)
    moved = bool(line7.value or line8.value)
    if distribution_or_conversion is False and moved:
        raise Refusal("moved_and_not_moved", "distribution_or_conversion", distributed=line7, converted=line8)

    out["1"] = one = entered("1", line1)
    out["2"] = two = entered("2", line2)
    out["3"] = three = (one + two).named("3")
    if not (moved if distribution_or_conversion is None else distribution_or_conversion):
        out["14"] = entered("14", three)
        return Worksheet("form_8606", out, SOURCE)

    out["4"] = four = entered("4", late)
    out["5"] = five = (three - four).named("5")
    out["6"] = six = entered("6", told(line6, "6"))
    out["7"] = seven = entered("7", line7)
    out["8"] = eight = entered("8", line8)
    out["9"] = nine = total(six, seven, eight).named("9")
    eleven = twelve = ZERO
    if nine.value:
        cap = law.standing().figure("basis_ratio_cap")
        out["10"] = ten = least(cap, five / nine).named("10", cap.source)
        eleven, twelve = cents(eight * ten), cents(seven * ten)
    out["11"] = eleven = entered("11", eleven) if eleven is ZERO else eleven.named("11")
    if eleven.money + twelve.money > five.money:  # two half cents rounded up must not create basis
        twelve = five - eleven
    out["12"] = twelve = entered("12", twelve) if twelve is ZERO else twelve.named("12")
    out["13"] = thirteen = (eleven + twelve).named("13")
    out["14"] = (three - thirteen).named("14")
    out["15a"] = taxed = (seven - twelve).named("15a")
    out["15b"] = disaster = entered("15b", told(line15b, "15b"))
    if disaster.money > taxed.money:
        raise Refusal("disaster_above_taxable", "line15b", disaster=disaster, taxable=taxed)
    out["15c"] = (taxed - disaster).named("15c")
    if line8.value:
        out["16"] = sixteen = entered("16", eight)
        out["17"] = seventeen = entered("17", eleven)
        out["18"] = (sixteen - seventeen).named("18")
    return Worksheet("form_8606", out, SOURCE)


def part_2_alone(*, net_converted: Money, basis_in_converted: Money) -> Worksheet:
    """Part II without Part I: no contribution this year, every IRA emptied by the conversion, no other payout.

    Basis above the converted amount is lost with the last IRA: line 17 is at most line 16.
    """
    converted, basis = told(net_converted, "net_converted"), told(basis_in_converted, "basis_in_converted")
    sixteen = entered("16", converted)
    seventeen = least(basis, sixteen).named("17")
    out: dict[str, Amount | None] = {"16": sixteen, "17": seventeen, "18": (sixteen - seventeen).named("18")}
    return Worksheet("form_8606", out, SOURCE)


def part_3(
    *, line19: Money, line20: Money = ZERO, line22: Money = ZERO, line24: Money = ZERO, line25b: Money = ZERO
) -> Worksheet:
    """Part III, nonqualified distributions from Roth IRAs; lines that the form says to skip are empty.

    line19: distributions; line20: first-home expenses; line22: basis in regular contributions;
    line24: basis in conversions and rollovers; line25b: qualified disaster part of line 25a.
    """
    out: dict[str, Amount | None] = dict.fromkeys(PART_3)
    home, lifetime = told(line20, "20"), law.standing().figure("first_home_lifetime_limit")
    if home.money > lifetime.money:
        raise Refusal("first_home_above_lifetime", "line20", home=home, lifetime=lifetime)
    out["19"] = nineteen = entered("19", told(line19, "19"))
    out["20"] = twenty = entered("20", home)
    out["21"] = subject = most(nineteen - twenty, ZERO).named("21")
    out["22"] = contributed = entered("22", told(line22, "22"))  # "if line 21 is zero, stop here" follows the entry
    if subject.value:
        out["23"] = beyond = most(subject - contributed, ZERO).named("23")
        if beyond.value:
            _beyond_contributions(out, beyond, told(line24, "24"), told(line25b, "25b"))
    return Worksheet("form_8606", out, SOURCE)


def _beyond_contributions(out: dict[str, Amount | None], beyond: Amount, converted: Amount, disaster: Amount) -> None:
    out["24"] = twenty_four = entered("24", converted)
    out["25a"] = taxed = most(beyond - twenty_four, ZERO).named("25a")
    if not taxed.value:
        return
    if disaster.money > taxed.money:
        raise Refusal("disaster_above_taxable", "line25b", disaster=disaster, taxable=taxed)
    out["25b"] = part = entered("25b", disaster)
    out["25c"] = (taxed - part).named("25c")
