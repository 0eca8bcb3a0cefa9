"""Mississippi, Form 80-105: retirement income is exempt, early distributions are not."""

from __future__ import annotations

from calc.derivation import ZERO, total
from calc.refusals import Refusal
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    """Refusal below 60 on 31 December: whether a conversion is an early distribution is not settled."""
    if household.age < law.whole("exempt_from_age") and household.conversion.value:
        raise Refusal("state_conversion_unsettled", "state", state=law.state.name, age=law.whole("exempt_from_age"))
    off = total(ordinary.deduction(household, law), ordinary.exemptions(household, law))
    taxable = above(household.wages, off).named("state_taxable_income")
    return Assessment(household.conversion, taxable, graduated(taxable, law.brackets()))
