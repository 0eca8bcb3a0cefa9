"""One step of the plan, and the order that keeps a plan legal and cheap."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from calc.derivation import Amount
from calc.facts import PlanKind


@dataclass(frozen=True, slots=True)
class Step:
    """code: a key under ``[step]`` in the plan's phrases. by: the last day the law allows, or None.

    start: the last day to begin, where somebody else takes days or weeks; None where nobody does.
    """

    code: str
    who: str
    amount: Amount | None = None
    year: int | None = None
    by: date | None = None
    kind: PlanKind | None = None
    values: dict[str, object] = field(default_factory=dict)
    start: date | None = None


RANK = (
    "return_deferrals",
    "deferrals_left",
    "return_simple",
    "return_457b",
    "return_additions",
    "withheld",
    "simple_early",
    "rmd_converted",
    "recharacterize",
    "to_roth",
    "remove_excess",
    "excess_left",
    "charity_first",
    "rmd_first",
    "ask_plan_first",
    "find_basis",
    "look_up",
    "ask_after_tax",
    "open_solo",
    "roll_in",
    "contribute_direct",
    "contribute_traditional",
    "convert",
    "convert_part",
    "convert_share",
    "choose_amount",
    "convert_wish",
    "zero_check",
    "after_tax",
    "after_tax_solo",
    "after_tax_in_plan",
    "after_tax_in_service",
    "roth_catch_up_made",
    "roth_catch_up_turn",
    "roth_catch_up",
    "no_catch_up",
    "pay_tax",
    "pay_tax_january",
    "pay_tax_ahead",
    "pay_tax_covered",
    "pay_tax_with_return",
    "pay_tax_later",
    "late_form_8606",
    "form_8606",
    "form_8606_open",
    "next_year",
)
