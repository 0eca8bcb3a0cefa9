"""What sits in a person's IRAs: value, basis, and the part on which tax is still due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, given, least, most, total
from calc.facts import AGGREGATED, AMOUNT_OF, IraKind, Move, Person
from calc.planning.season import Season
from calc.worksheets.form_8606 import form_8606


@dataclass(frozen=True, slots=True)
class Balance:
    """The IRA side of one person: one contract for tax, whatever the accounts are called (IRC 408(d)(2)).

    A field is None when the facts do not tell.
    """

    value: Amount | None  # today, all traditional, rollover, SEP and SIMPLE IRAs
    basis: Amount | None  # line 2 of this year's Form 8606
    made: Amount | None  # contributed to traditional IRAs for the year, so far
    late: Amount | None  # the part of it made after 31 December of the year
    prior: Amount | None  # contributed this year for the year before
    converted: Amount | None  # this year, so far
    converted_next: Amount  # in the year after the tax year, where it has begun, so far as told
    withdrew: Amount | None
    year_end: Amount | None  # value on 31 December of the tax year if nothing more is done
    pretax: Amount | None  # tax is still due on this much
    carried: Amount | None  # line 14 of a tax year that is over and had payouts: the basis of the year that has begun
    locked: Amount | None  # SIMPLE money inside its first two years
    from_plans: Amount | None  # rollover IRA money, which even choosy plans take

    @property
    def after_tax(self) -> Amount | None:
        """After-tax dollars in the IRAs: basis brought forward and this year's contributions."""
        return self.basis + self.made if self.basis and self.made else None


def balance(who: str, person: Person, when: Season) -> Balance:
    value = _total(who, person)
    made, prior = moved(who, person, Move.TRADITIONAL), moved(who, person, Move.PRIOR)
    converted, withdrew = moved(who, person, Move.CONVERTED), moved(who, person, Move.WITHDREW)
    if withdrew and person.charity:  # paid straight to charity it is no income and not on line 7 (IRC 408(d)(8))
        withdrew = most(withdrew - given(person.charity, f"{who}.charity"), ZERO)
    basis = basis_forward(who, person)
    late = ZERO if (made and made.value == 0) or not when.over else _told(who, "contributed_late", person)
    after = _told(who, "converted_next", person) or ZERO if when.split else ZERO
    year_end = _told(who, "year_end_value", person) or (None if when.over else value)
    pretax = carried = None
    if value and basis and made and converted and withdrew:
        gone, after_tax = total(converted, withdrew), basis + made
        if when.split and gone.value and late and year_end:  # that year's form has spoken
            late = least(late, made)
            form = form_8606(line1=made, line2=basis, line4=late, line6=year_end, line7=withdrew, line8=converted)
            gone, after_tax = ZERO, form.line("14")
            carried = after_tax
        pretax = most(total(value, after, gone) - after_tax, ZERO).named("pretax")
    return Balance(
        value=value,
        basis=basis,
        made=made,
        late=late,
        prior=prior,
        converted=converted,
        converted_next=after,
        withdrew=withdrew,
        year_end=year_end,
        pretax=pretax,
        locked=_locked(who, person, when.today),
        carried=carried,
        from_plans=_value(who, person, IraKind.ROLLOVER),
    )


def basis_forward(who: str, person: Person) -> Amount | None:
    """Line 14 of the last Form 8606, and last spring's contribution where that form does not hold it yet."""
    prior = person.moved(Move.PRIOR)
    basis = person.basis
    quiet = person.moved(Move.CONVERTED) == 0 and person.moved(Move.WITHDREW) == 0
    if basis is None and person.pretax_ira_kinds == () and quiet:
        basis = ZERO.money  # no IRA that a basis could be in; the plan names this assumption
    if basis is None or prior is None:
        return None
    line14 = given(basis, f"{who}.basis")
    if not prior or person.basis_includes_prior:
        return line14
    if person.basis_includes_prior is None and basis >= prior:
        return None  # it may or may not hold it: only the person can tell
    return line14 + given(prior, f"{who}.contributed_prior")


def _locked(who: str, person: Person, today: date) -> Amount | None:
    """SIMPLE money may go nowhere but to another SIMPLE for two years from the first deposit (IRC 72(t)(6))."""
    value = _value(who, person, IraKind.SIMPLE)
    if value is None or value.value == 0:
        return value
    first = person.simple_first_deposit
    if first is None:
        return None
    return value if today < unlocked_on(first) else ZERO


def unlocked_on(first_deposit: date) -> date:
    """The first day after the SIMPLE IRA's two years (IRC 72(t)(6)); a 29 February ends on 1 March."""
    year = first_deposit.year + law.standing().whole("simple_lock_years")
    try:
        return first_deposit.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _value(who: str, person: Person, kind: IraKind) -> Amount | None:
    amount = person.ira_value(kind)
    return None if amount is None else given(amount, f"{who}.{kind}")


def _total(who: str, person: Person) -> Amount | None:
    values = [_value(who, person, kind) for kind in AGGREGATED]
    known = [v for v in values if v is not None]
    return total(*known).named("iras_today") if len(known) == len(values) else None


def moved(who: str, person: Person, move: Move) -> Amount | None:
    """The dollars of one move, by their name; None when nobody knows."""
    amount = person.moved(move)
    return None if amount is None else given(amount, f"{who}.{AMOUNT_OF[move]}")


def _told(who: str, fact: str, person: Person) -> Amount | None:
    amount = getattr(person, fact)
    return None if amount is None else given(amount, f"{who}.{fact}")
