"""What of one person a confusion card may show: numbers, and sentences that differ by what the law makes of them.

None is left unsaid. Sentences are those of ``[own]`` in ``locale/en/phrases/confusions.toml``, each chosen by the
function of its name in ``dialogs.answering.own``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from calc.derivation import Amount
from calc.planning.assessment import Case, Outlook
from calc.planning.balance import unlocked_on
from dialogs.answering.own import Told, iras, payouts, plans, returns
from dialogs.phrases import say


def of_person(one: Outlook, case: Case, names: Collection[str], whose: Mapping[str, object]) -> dict[str, object]:
    """Values by those of the names that are known here, in dollars of the tax year. whose: the person in words."""
    values: dict[str, object] = dict(whose)
    for name in names:
        if name in _NUMBERS:
            values[name] = _shown(_NUMBERS[name](one, case))
        elif name in _SENTENCES:
            found = _SENTENCES[name](one, case)
            values[name] = found and say(f"confusions.own.{found[0]}", **whose, **found[1])
    return values


def _shown(value: object) -> object:
    """Nothing and zero are left unsaid; a sentence says them where they are the answer."""
    return (value.value if isinstance(value, Amount) else value) or None


_NUMBERS: Mapping[str, Callable[[Outlook, Case], object]] = {
    "year": lambda _, case: case.season.conversion_year,
    "tax_year": lambda _, case: case.season.tax_year,
    "tax_free_share": iras.tax_free_share,
    "pretax": lambda one, _: one.pretax,
    "basis": lambda one, _: one.basis,
    "sep": lambda one, case: case.facts.people[one.who].sep,
    "simple_first_deposit": lambda one, case: case.facts.people[one.who].simple_first_deposit,
    "simple_free_from": lambda one, case: (
        (day := case.facts.people[one.who].simple_first_deposit) and unlocked_on(day)
    ),
    "limit": lambda one, _: one.limit,
    "compensation": lambda one, _: one.compensation,
    "roth_magi": lambda one, _: one.roth_magi,
    "contributed_roth": lambda one, case: case.facts.people[one.who].contributed_roth,
    "excess": lambda one, _: one.excess,
    "along": lambda one, _: one.along,
    "withheld": lambda one, case: case.facts.people[one.who].withheld,
    "mega_room": plans.mega_room,
    "solo_room": plans.solo_room,
    "deferral_limit": plans.deferral_limit,
    "after_tax_earnings": lambda one, _: next(
        (plan.after_tax_earnings for plan in one.person.plans.values() if plan.after_tax_earnings), None
    ),
    "taxable": lambda _, case: case.taxable,
    "old_plan": payouts.old_plan,
    "state_early": payouts.state_early,
    "clocks": payouts.clocks,
}

_SENTENCES: Mapping[str, Callable[[Outlook, Case], Told]] = {
    name: thing
    for room in (iras, plans, payouts, returns)
    for name, thing in vars(room).items()
    if name.startswith("own_")
}
