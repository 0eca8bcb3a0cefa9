"""The child tax credit and the credit for other dependents: Schedule 8812 (IRC 24), as far as the tax allows them."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most
from calc.states.schedule import steps, times
from calc.worksheets.whole_return.household import Household, summed


def child_credits(home: Household, magi: Amount, tax: Amount) -> Amount:
    """magi: adjusted gross income and excluded foreign income. tax: regular and alternative minimum tax."""
    if not home.children_under_17 and not home.other_dependents:
        return ZERO
    full = summed(
        times(home.figure("child_credit"), home.children_under_17),
        times(home.figure("other_dependent_credit"), home.other_dependents),
    )
    over = magi - home.figure("child_credit_falls_from")
    if over.value > 0:
        begun = steps(over, home.figure("child_credit_falls_step"), begun=True)
        full = most(full - times(home.figure("child_credit_falls_by"), begun), ZERO)
    return least(full, tax).named("child_credits")
