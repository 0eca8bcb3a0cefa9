"""The ways to finish this year's back door, side by side, with the forms each of them makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, given, least, most, total
from calc.facts import IraKind, Person, PlanKind
from calc.planning.balance import Balance
from calc.planning.rolling_in import movable, roll_in_limit
from calc.planning.season import Season
from calc.worksheets.form_8606 import form_8606


class Way(StrEnum):
    CLEAN = "clean"  # nothing but new after-tax money and its growth: convert all of it
    ROLL_IN = "roll_in"  # pre-tax IRA money into a workplace plan first
    AS_IS = "as_is"  # convert the new money, taxed in proportion
    WAIT = "wait"  # contribute and report it; convert when the pre-tax money can move
    DEDUCT = "deduct"  # contribute and deduct it; nothing is converted
    SOLO = "solo"  # a new solo 401(k) of one's own business takes the pre-tax money in first
    WISH = "wish"  # convert as much pre-tax money as the person would like to
    CONVERT_ALL = "convert_all"  # convert everything and pay the tax once
    RELABEL = "relabel"  # a traditional contribution to the Roth IRA it could have gone to at once
    NOTHING = "nothing"


STAYS = frozenset({Way.AS_IS, Way.NOTHING, Way.RELABEL, Way.WAIT, Way.DEDUCT, Way.WISH})  # nothing is emptied


@dataclass(frozen=True, slots=True)
class Form:
    """One person's Form 8606 for one year."""

    who: str
    year: int
    sheet: Worksheet


@dataclass(frozen=True, slots=True)
class Option:
    """One way. Amounts are from today on; ``left`` is what the IRAs hold on 31 December of the conversion year.

    worked: the form of every year that the way touches; forms: those of them that must be filed.
    instead: of a way that waits, what converting now would make income. deducted: of the year's contribution, and
    saved: the federal tax that it saves.
    """

    way: Way
    contribute: Amount
    roll_in: Amount
    convert: Amount
    left: Amount
    worked: tuple[Form, ...]
    forms: tuple[Form, ...]
    taxable: Amount  # income of the conversion year
    payout: Amount  # of it what was, or has to be, paid out: Form 8606, line 15c
    basis_left: Amount
    instead: Amount = ZERO
    deducted: Amount = ZERO
    saved: Amount = ZERO


@dataclass(frozen=True, slots=True)
class Known:
    """What the forms of the season are worked out from, all of it known; as in ``Balance``.

    late, year_end: zero where the forms have no use for them.
    """

    basis: Amount
    made: Amount
    prior: Amount
    converted: Amount
    converted_next: Amount
    withdrew: Amount
    late: Amount = ZERO
    year_end: Amount = ZERO


def ways(who: str, person: Person, held: Balance, contribute: Amount, season: Season) -> Iterator[Option]:
    """Every way open to the person, the plan's choice first; none while the facts do not tell.

    contribute: what goes into a traditional IRA from today on for the tax year.
    """
    fresh, known = new_money(held), _known(held, season)
    if fresh is None or known is None:
        return
    option = partial(_option, who, held, known, season)
    if season.closed:  # what the IRAs are worth by now is on no form of that year
        yield option(Way.NOTHING, contribute=ZERO, convert=ZERO)
        return
    if held.value is None or held.pretax is None or held.locked is None:
        return
    everything = held.value + contribute
    whole = everything - held.locked
    if is_clean(person, held):
        yield option(Way.CLEAN, contribute=contribute, convert=whole)  # SIMPLE money stays its two years
        return
    wished = wish(person, held, contribute, least(fresh, held.value))
    if wished.value:
        yield option(Way.WISH, contribute=contribute, convert=wished)
    as_is = least(contribute + least(fresh, held.value), whole)
    new = contribute.value or as_is.value
    if not new and not known.converted.value and not known.converted_next.value:
        yield option(Way.NOTHING, contribute=ZERO, convert=ZERO)
        yield from old_ways(who, person, held, season)  # old money alone: nobody has to convert it
        return
    direct = partial(option, Way.AS_IS, contribute=contribute, convert=as_is)
    rolled, moving = roll_in_limit(person, held), None
    if rolled is not None and rolled.value > 0:
        stays = most((movable(held) or held.pretax) - rolled, ZERO)  # pre-tax money that no plan takes
        whole_of_it = not stays.value and not held.locked.value
        rest = most(whole - rolled, ZERO)  # what was taken out may have been the after-tax money that is missing here
        convert = rest if whole_of_it else least(as_is, rest)
        moving = option(Way.ROLL_IN, contribute=contribute, convert=convert, roll_in=rolled)
    now = moving or direct()
    waits = new and unconverted(held)
    leads = waits and better_later(held, now)
    if leads:
        yield replace(option(Way.WAIT, contribute=contribute, convert=ZERO), instead=now.taxable)
    if moving:
        yield moving
    yield direct() if moving else now
    if waits and not leads:
        yield option(Way.WAIT, contribute=contribute, convert=ZERO)
    taken = movable(held) or ZERO
    if new and not moving and may_open_a_solo_plan(person, season) and taken.value and not held.locked.value:
        yield option(Way.SOLO, contribute=contribute, convert=most(everything - taken, ZERO), roll_in=taken)
    if whole.value not in {as_is.value, wished.value}:
        yield option(Way.CONVERT_ALL, contribute=contribute, convert=whole)
    if new:  # else leaving it as it is does nothing
        yield option(Way.NOTHING, contribute=ZERO, convert=ZERO)


def better_later(held: Balance, now: Option) -> bool:
    """Whether so much of the conversion is taxed now that the contribution keeps its basis and waits.

    Above nine tenths nothing speaks for converting now; above a half not, where a day is known from which the
    money that is in the way can move (IRC 72(t)(6), the two years of a SIMPLE IRA).
    """
    if not now.convert.value:
        return False
    return (now.taxable - now.payout).money / now.convert.money > waiting_share(held).money


def waiting_share(held: Balance) -> Amount:
    """The share of a conversion that is taxed above which the contribution waits."""
    locked = held.locked is not None and held.locked.value > 0
    name = "mostly_taxed_share" if locked else "wait_share"
    return given(law.threshold(name).money, name)


def unconverted(held: Balance) -> bool:
    """Whether nothing has been converted yet; what was paid out has line 7 of the form either way."""
    return not (held.converted and held.converted.value) and not held.converted_next.value


def fresh_is_free(held: Balance) -> bool:
    """Whether nothing of the year has been converted or paid out, so that waiting leaves a form with line 1 alone."""
    return not moved_already(held) and not held.converted_next.value


def relabeling(
    who: str, person: Person, before: Balance, after: Balance, season: Season, contribute: Amount
) -> tuple[Option, ...]:
    """A traditional contribution moved to the Roth IRA it could have gone to; then what else can be done with it.

    person, before: as it is; after: the IRAs once it is moved. contribute: what still goes into a traditional IRA.
    Empty while the facts do not tell.
    """
    others = tuple(ways(who, person, before, ZERO, season))
    was, known = _known(before, season), _known(after, season)
    if not others or not after.pretax or was is None or known is None:
        return ()
    if all(option.way is not Way.NOTHING for option in others):
        others = (*others, _option(who, before, was, season, Way.NOTHING, contribute=ZERO, convert=ZERO))
    return (_option(who, after, known, season, Way.RELABEL, contribute=contribute, convert=ZERO), *others)


def old_ways(who: str, person: Person, held: Balance, season: Season) -> Iterator[Option]:
    """What can be done with old IRA money by one who needs no back door; nothing where none is, or is known to be.

    With basis in it and a plan that takes the rest in, the basis can be set apart and converted alone
    (IRC 408(d)(3)(A)(ii), (H)); everything can be converted and taxed.
    """
    known = _known(held, season)
    if known is None or season.over or held.value is None or held.locked is None or held.pretax is None:
        return
    convert = most(held.value - held.locked, ZERO)
    if not convert.value:
        return
    option = partial(_option, who, held, known, season, contribute=ZERO)
    rolled = roll_in_limit(person, held)
    if known.basis.value and rolled and rolled.value and not held.locked.value:
        yield option(Way.ROLL_IN, convert=most(held.value - rolled, ZERO), roll_in=rolled)
    yield option(Way.CONVERT_ALL, convert=convert)


def converting(who: str, held: Balance, season: Season, contribute: Amount) -> Callable[[Amount], Amount] | None:
    """From an amount that is converted from today on to all that is then taxed of the person's IRAs in the year.

    None while the facts do not tell.
    """
    known = _known(held, season)
    if known is None:
        return None
    option = partial(_option, who, held, known, season, Way.AS_IS, contribute=contribute)
    return lambda convert: option(convert=convert).taxable


def wish(person: Person, held: Balance, contribute: Amount, fresh: Amount) -> Amount:
    """What the person would like to convert, beside the new after-tax money, as far as it is there and may move.

    contribute: new money that still goes in; fresh: what is in the IRAs already.
    """
    if not person.wish_convert or held.value is None or held.locked is None:
        return ZERO
    told = given(person.wish_convert, "wish_convert")
    return least(total(told, contribute, fresh), most(total(held.value, contribute) - held.locked, ZERO))


def may_open_a_solo_plan(person: Person, season: Season) -> bool:
    """Whether a plan of the person's own business could still take IRA money in before 31 December.

    A one-participant plan; it must exist and have the money by the day that line 6 of Form 8606 looks at.
    """
    if person.self_employed is False or season.closed or PlanKind.SOLO in (person.plan_kinds or ()):
        return False
    owns = person.self_employed or person.sep_contribution or IraKind.SEP in (person.ira_kinds or ())
    return bool(owns) and season.today <= season.start_by(season.convert_by, law.threshold("new_plan_days"))


def deducting_way(who: str, held: Balance, season: Season, contribute: Amount, deducted: Amount) -> Option | None:
    """The contribution of the year deducted and left where it is; only what is not deducted is on Form 8606.

    deducted: of what was put in and of ``contribute``. None while the facts do not tell.
    """
    known = _known(held, season)
    if known is None:
        return None
    made = most(known.made - most(deducted - contribute, ZERO), ZERO)
    known = replace(known, made=made, late=least(known.late, made))
    reported = most(contribute - deducted, ZERO)
    way = _option(who, held, known, season, Way.DEDUCT, contribute=contribute, convert=ZERO, reported=reported)
    return replace(way, deducted=deducted)


def new_money(held: Balance) -> Amount | None:
    """After-tax contributions of this season that still wait in the IRA to be converted."""
    if held.made is None or held.prior is None or held.converted is None:
        return None
    return most(total(held.made, held.prior) - total(held.converted, held.converted_next), ZERO).named("new_money")


def moved_already(held: Balance) -> bool:
    """Whether the tax year has a conversion or a withdrawal of its own."""
    return any(amount is not None and amount.value > 0 for amount in (held.converted, held.withdrew))


def is_clean(person: Person, held: Balance) -> bool:
    """Whether the IRAs hold only after-tax money and a little growth of it."""
    if held.value is not None and held.value.value == 0:
        return True  # what was there has left: what goes in now is all there is
    if held.pretax is None or held.value is None:
        return False
    other = {IraKind.ROLLOVER, IraKind.SEP, IraKind.SIMPLE} & (person.ira_kinds or set())
    own = any((person.ira_value(kind) or 0) > 0 for kind in other)
    return held.pretax.value == 0 or (not own and held.pretax.money <= growth_at_most(held))


def growth_at_most(held: Balance) -> Decimal:
    """What may be pre-tax and still passes for growth of the new money; of that what was converted along is gone."""
    share, most_of_it = law.threshold("growth_share").money, law.threshold("growth_dollars").money
    there = total(held.value or ZERO, held.converted or ZERO, held.converted_next).money
    return min(share * there, most_of_it)


def _known(held: Balance, season: Season) -> Known | None:
    """None while a fact is missing; the form of a year that is over may need its 31 December value and late money."""
    if held.basis is None or held.made is None or held.prior is None:
        return None
    if held.converted is None or held.withdrew is None:
        return None
    late, year_end = held.late, held.year_end
    if season.over and moved_already(held) and (late is None or year_end is None):
        return None
    return Known(
        basis=held.basis,
        made=held.made,
        prior=held.prior,
        converted=held.converted,
        converted_next=held.converted_next,
        withdrew=held.withdrew,
        late=late or ZERO,
        year_end=year_end or ZERO,
    )


def forms(
    who: str, held: Known, season: Season, *, contribute: Amount, convert: Amount, left: Amount
) -> tuple[Form, ...]:
    """Form 8606 of every year that these steps touch, oldest first."""
    year = season.tax_year
    made = (held.made + contribute).named("contributed_for_year")
    moved = held.converted.value > 0 or held.withdrew.value > 0
    out = []
    if held.prior.value:
        before = most(held.basis - held.prior, ZERO)
        out.append(Form(who, year - 1, form_8606(line1=held.prior, line2=before, distribution_or_conversion=False)))
    if not season.over:
        sheet = form_8606(
            line1=made,
            line2=held.basis,
            line4=ZERO,
            line6=left,
            line7=held.withdrew,
            line8=held.converted + convert,
        )
        return (*out, Form(who, year, sheet))
    if moved:
        first = form_8606(
            line1=made,
            line2=held.basis,
            line4=held.late + contribute,
            line6=held.year_end,
            line7=held.withdrew,
            line8=held.converted,
        )
    else:
        first = form_8606(line1=made, line2=held.basis, distribution_or_conversion=False)
    if moved or made.value:
        out.append(Form(who, year, first))
    gone = total(held.converted_next, convert)
    if gone.value:
        second = form_8606(line1=ZERO, line2=first.line("14"), line4=ZERO, line6=left, line7=ZERO, line8=gone)
        out.append(Form(who, season.conversion_year, second))
    return tuple(out)


def _option(
    who: str,
    held: Balance,
    known: Known,
    season: Season,
    way: Way,
    *,
    contribute: Amount,
    convert: Amount,
    roll_in: Amount = ZERO,
    reported: Amount | None = None,
) -> Option:
    """reported: of ``contribute`` what belongs on Form 8606; all of it where it is not given."""
    stays = way in STAYS  # elsewhere growth goes along with what is emptied
    at_end = held.year_end if stays and (season.closed or not season.over) else None
    value = at_end or held.value or ZERO
    left = most(value + contribute - convert - roll_in, ZERO).named("iras_left")
    convert = convert.named("to_convert") if convert.value else convert
    line1 = contribute if reported is None else reported
    worked = forms(who, known, season, contribute=line1, convert=convert, left=left)
    taxed = [f.sheet for f in worked if f.year == season.conversion_year]
    payout, converted = (total(ZERO, *(sheet[n] or ZERO for sheet in taxed)) for n in ("15c", "18"))
    return Option(
        way=way,
        contribute=contribute,
        roll_in=roll_in,
        convert=convert,
        left=left,
        worked=worked,
        forms=tuple(form for form in worked if _needed(form.sheet)),
        taxable=total(payout, converted).named("taxable_conversion"),
        payout=payout.named("taxable_payout"),
        basis_left=worked[-1].sheet.line("14") if worked else known.basis,
    )


def _needed(sheet: Worksheet) -> bool:
    """A form is due for a nondeductible contribution, a conversion, or a withdrawal while there is basis."""
    one, two, seven, eight = (sheet[n] for n in ("1", "2", "7", "8"))
    some = [x is not None and x.value > 0 for x in (one, eight)]
    return any(some) or (seven is not None and seven.value > 0 and two is not None and two.value > 0)
