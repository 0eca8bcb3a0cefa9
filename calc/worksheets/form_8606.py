"""Form 8606, one per person and year: nondeductible contributions, conversions, Roth distributions.

Lines stand under the form's numbers and in the form's order. Money is in dollars and cents.
The form needs no figure of a year, so it can be worked out before the year's limits are published.
"""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Amount, Draft, Money, Worksheet, cents, least, most, told, total
from calc.refusals import Refusal

SOURCE = "Form 8606"
PART_1 = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15a", "15b", "15c")
PART_2 = ("16", "17", "18")
PART_3 = ("19", "20", "21", "22", "23", "24", "25a", "25b", "25c")


def filed_lines(sheet: Worksheet) -> dict[str, Amount]:
    """The lines that are filled in: without basis and contribution Part I stays blank (Form 8606 instructions)."""
    blank = sheet.name == "form_8606" and not (sheet.line("1").value or sheet.line("2").value)
    numbers = PART_2 if blank else tuple(sheet)
    return {number: amount for number in numbers if (amount := sheet[number]) is not None}


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
    f = Draft(*PART_1, *PART_2)
    line1, line2 = told(line1, "1"), told(line2, "2")
    line7, line8 = told(line7, "7"), told(line8, "8")
    late = told(line4, "4")
    if late.money > line1.money:
        raise Refusal("late_above_whole", "line4", late=late, whole=line1)
    moved = bool(line7.value or line8.value)
    if distribution_or_conversion is False and moved:
        raise Refusal("moved_and_not_moved", "distribution_or_conversion", distributed=line7, converted=line8)

    f["1"] = line1
    f["2"] = line2
    f["3"] = f["1"] + f["2"]
    if not (moved if distribution_or_conversion is None else distribution_or_conversion):
        f["14"] = f["3"]
        return f.worksheet("form_8606", SOURCE)

    f["4"] = late
    f["5"] = f["3"] - f["4"]
    f["6"] = told(line6, "6")
    f["7"] = line7
    f["8"] = line8
    f["9"] = total(f["6"], f["7"], f["8"])
    eleven = twelve = ZERO
    if f["9"].value:
        cap = law.standing().figure("basis_ratio_cap")
        f["10"] = least(cap, f["5"] / f["9"]).cited(cap.source)
        eleven, twelve = cents(f["8"] * f["10"]), cents(f["7"] * f["10"])
    f["11"] = eleven
    if f["11"].money + twelve.money > f["5"].money:  # two half cents rounded up must not create basis
        twelve = f["5"] - f["11"]
    f["12"] = twelve
    f["13"] = f["11"] + f["12"]
    f["14"] = f["3"] - f["13"]
    f["15a"] = f["7"] - f["12"]
    f["15b"] = told(line15b, "15b")
    if f["15b"].money > f["15a"].money:
        raise Refusal("disaster_above_taxable", "line15b", disaster=f["15b"], taxable=f["15a"])
    f["15c"] = f["15a"] - f["15b"]
    if line8.value:
        f["16"] = f["8"]
        f["17"] = f["11"]
        f["18"] = f["16"] - f["17"]
    return f.worksheet("form_8606", SOURCE)


def part_2_alone(*, net_converted: Money, basis_in_converted: Money) -> Worksheet:
    """Part II without Part I: no contribution this year, every IRA emptied by the conversion, no other payout.

    Basis above the converted amount is lost with the last IRA: line 17 is at most line 16.
    """
    converted, basis = told(net_converted, "net_converted"), told(basis_in_converted, "basis_in_converted")
    f = Draft()
    f["16"] = converted
    f["17"] = least(basis, f["16"])
    f["18"] = f["16"] - f["17"]
    return f.worksheet("form_8606", SOURCE)


def part_3(
    *, line19: Money, line20: Money = ZERO, line22: Money = ZERO, line24: Money = ZERO, line25b: Money = ZERO
) -> Worksheet:
    """Part III, nonqualified distributions from Roth IRAs; lines that the form says to skip are empty.

    line19: distributions; line20: first-home expenses; line22: basis in regular contributions;
    line24: basis in conversions and rollovers; line25b: qualified disaster part of line 25a.
    """
    f = Draft(*PART_3)
    home, lifetime = told(line20, "20"), law.standing().figure("first_home_lifetime_limit")
    if home.money > lifetime.money:
        raise Refusal("first_home_above_lifetime", "line20", home=home, lifetime=lifetime)
    f["19"] = told(line19, "19")
    f["20"] = home
    f["21"] = most(f["19"] - f["20"], ZERO)
    f["22"] = told(line22, "22")  # "if line 21 is zero, stop here" follows the entry
    if f["21"].value:
        f["23"] = most(f["21"] - f["22"], ZERO)
        if f["23"].value:
            _beyond_contributions(f, told(line24, "24"), told(line25b, "25b"))
    return f.worksheet("form_8606", SOURCE)


def _beyond_contributions(f: Draft, converted: Amount, disaster: Amount) -> None:
    f["24"] = converted
    f["25a"] = most(f["23"] - f["24"], ZERO)
    if not f["25a"].value:
        return
    if disaster.money > f["25a"].money:
        raise Refusal("disaster_above_taxable", "line25b", disaster=disaster, taxable=f["25a"])
    f["25b"] = disaster
    f["25c"] = f["25a"] - f["25b"]
