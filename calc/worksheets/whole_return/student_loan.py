"""The deduction for student loan interest (IRC 221): smaller in a range of modified AGI, none beyond it."""

from __future__ import annotations

from fractions import Fraction

from calc.derivation import ZERO, Amount, given, least, most
from calc.worksheets.whole_return.household import Household


def student_loan_interest(home: Household, income: Amount) -> Amount:
    """income: adjusted gross income without this deduction. Separate filers have none."""
    if not home.student_loan_interest.value or home.separate:
        return ZERO
    paid = least(home.student_loan_interest, home.year.figure("student_loan_interest_most"))
    start, end = home.range("student_loan_range")
    over = most(income + home.excluded_foreign_earned_income - start, ZERO)
    if not over.value:
        return paid.named("student_loan_interest_deduction")
    lost = least(over / (end - start), given(1, "one"))
    return (paid - paid * lost).named("student_loan_interest_deduction") if Fraction(lost.value) < 1 else ZERO
