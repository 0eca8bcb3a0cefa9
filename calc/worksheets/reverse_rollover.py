"""How much IRA money may go into a workplace plan: pre-tax first, never in proportion (IRC 408(d)(3)(A)(ii), (H))."""

from __future__ import annotations

from calc.derivation import ZERO, Draft, Money, Worksheet, least, most, told, total

SOURCE = "IRC 408(d)(3)(A)(ii), (H); Form 8606 instructions, line 7"


def reverse_rollover(
    *,
    value: Money,
    basis: Money,
    nondeductible: Money = ZERO,
    locked_simple: Money = ZERO,
) -> Worksheet:
    """``maximum`` that a plan may take, and what then ``stays`` in the IRAs to be converted.

    value: all traditional, SEP and SIMPLE IRAs of the person. basis: last line 14. nondeductible: this year's
    contribution. locked_simple: SIMPLE money inside its first two years, which no plan may take.
    """
    f = Draft()
    f["value"] = told(value, "value")
    f["after_tax"] = total(told(basis, "basis"), told(nondeductible, "nondeductible"))
    f["pretax"] = most(f["value"] - f["after_tax"], ZERO)
    f["locked_simple"] = told(locked_simple, "locked_simple")
    f["maximum"] = least(f["pretax"], most(f["value"] - f["locked_simple"], ZERO))
    f["stays"] = f["value"] - f["maximum"]
    return f.worksheet("reverse_rollover", SOURCE)
