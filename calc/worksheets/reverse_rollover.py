"""How much IRA money may go into a workplace plan: pre-tax first, never in proportion (IRC 408(d)(3)(A)(ii), (H))."""

from __future__ import annotations

from decimal import Decimal

from calc.derivation import ZERO, Amount, Worksheet, entered, least, most, told, total

SOURCE = "IRC 408(d)(3)(A)(ii), (H); Form 8606 instructions, line 7"


def reverse_rollover(
    *,
    value: Amount | Decimal | int,
    basis: Amount | Decimal | int,
    nondeductible: Amount | Decimal | int = ZERO,
    locked_simple: Amount | Decimal | int = ZERO,
) -> Worksheet:
    """``maximum`` that a plan may take, and what then ``stays`` in the IRAs to be converted.

    value: all traditional, SEP and SIMPLE IRAs of the person. basis: last line 14. nondeductible: this year's
    contribution. locked_simple: SIMPLE money inside its first two years, which no plan may take.
    """
    out: dict[str, Amount | None] = {}
    out["value"] = held = entered("value", told(value, "value"))
    out["after_tax"] = after_tax = total(told(basis, "basis"), told(nondeductible, "nondeductible")).named(
        "after_tax"
    )
    out["pretax"] = pretax = most(held - after_tax, ZERO).named("pretax")
    out["locked_simple"] = locked = entered("locked_simple", told(locked_simple, "locked_simple"))
    out["maximum"] = maximum = least(pretax, most(held - locked, ZERO)).named("maximum")
    out["stays"] = (held - maximum).named("stays")
    return Worksheet("reverse_rollover", out, SOURCE)
