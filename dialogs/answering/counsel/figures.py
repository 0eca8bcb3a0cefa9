"""Figures of what a story tells, for the points that an adviser makes of it, from worksheets and the year files.

A figure that the story does not settle is left out, and with it the point that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from calc import law
from calc.facts import FilingStatus
from calc.public.worksheets import worked
from calc.refusals import Refusal
from calc.worksheets.ira_limit import dollar_limit
from dialogs.answering.computed import ages
from dialogs.answering.computed.question import Asked
from dialogs.interview import agenda as agendas
from dialogs.phrases import say
from dialogs.session import Told
from dialogs.understanding import deeds, facts
from dialogs.understanding.deeds import Whole
from dialogs.understanding.lexicon import pattern

Values = Mapping[str, object]
_ROOM = "counsel"
_A_YEAR = re.compile(r"\b20\d\d\b")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Story:
    """What somebody told around a question, heard as an interview would hear it."""

    text: str
    today: date

    @cached_property
    def deeds(self) -> deeds.Deeds:
        return deeds.read(self.text, self.today)

    @cached_property
    def heard(self) -> Mapping[str, Told]:
        told = facts.listen(
            self.text, agendas.agenda({}, self.today, {}), self.today, "you", None, {}, None, self.text
        )
        return told.found

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.text, agendas.agenda({}, self.today, {}).facts, self.today)

    def money(self, fact: str) -> Decimal | None:
        value = self.heard.get(fact)
        return Decimal(value) if isinstance(value, str) else None

    def says(self, name: str) -> bool:
        return pattern(_ROOM, name).search(self.text.casefold()) is not None

    @property
    def age(self) -> int | None:
        return self.asked.told_age

    @property
    def are_plain(self) -> bool:
        """Whether what was paid in is all placed, and no more than anybody may pay in."""
        paid = (*self.deeds.roth.items(), *self.deeds.traditional.items())
        return (
            self.deeds.are_clear
            and not self.says("again_and_again")
            and all(
                year in law.years() and amount <= dollar_limit(year, self.age or ages.catch_up_age()).money
                for year, amount in paid
            )
        )


def paid_to_roth(story: Story) -> Values:
    """What went straight to a Roth IRA: of a year that can still be put right, and of one that is closed."""
    told = {year: amount for year, amount in story.deeds.roth.items() if not story.deeds.relabeled.get(year)}
    if not told or not story.are_plain:
        return {}
    values: dict[str, object] = {"years": len(told)}
    by = {year: law.year(year).date("excess_removal_and_recharacterization_deadline") for year in told}
    still = [year for year in told if by[year] >= story.today]
    gone = [year for year in told if by[year] < story.today]
    none_allowed = story.says("none_allowed")
    if len(still) == 1:
        year = still[0]
        values |= {"open_year": year, "open_by": by[year], "open_amount": told[year]}
        allowed = NOTHING if none_allowed else _allowed(story, year)
        if allowed is not None and allowed < told[year]:
            over = told[year] - allowed
            values |= {"excess": over, "six": _six(over)}
            values |= {"allowed": allowed} if allowed else {"nothing_allowed": year}
    if len(gone) == 1:
        year = gone[0]
        values |= {"closed_year": year, "closed_by": by[year]}
        if none_allowed:
            ends = story.today.year - year  # on each December 31 since it is charged anew
            counted = say(f"asked.counsel.ends.{'one' if ends == 1 else 'several'}", count=ends)
            values |= {"closed_excess": told[year], "closed_six": _six(told[year]) * ends, "closed_ends": counted}
        values |= {"year_end": date(story.today.year, 12, 31)}
    return values


def _six(amount: Decimal) -> Decimal:
    rate = law.standing().figure("excess_contribution_excise_rate_4973").value
    return (amount * Decimal(str(rate))).quantize(Decimal("0.01"))


def _allowed(story: Story, year: int) -> Decimal | None:
    """What of the year may go straight in, where status and income tell it."""
    status = story.heard.get("filing_status")
    magi = story.money("agi") or _told_income(story)
    if magi is None or status not in {one.value for one in FilingStatus}:
        return None
    inputs = {
        "tax_year": year,
        "filing_status": status,
        "lived_with_spouse": story.heard.get("lived_with_spouse"),
        "age": story.age or 0,
        "magi": magi,
        "compensation": story.money("you.compensation") or magi,
    }
    try:
        return Decimal(str(worked("roth-limit", inputs)[0]["limit"]))
    except Refusal:
        return None


def allowance(story: Story) -> Values:
    """What may go straight to a Roth IRA this year, by status and income."""
    year, magi = story.today.year, story.money("agi") or _told_income(story)
    allowed = _allowed(story, year) if year in law.years() else None
    if allowed is None or magi is None:
        return {}
    values: dict[str, object] = {"allow_magi": magi, "allow_year": year}
    return values | ({"allow_some": allowed} if allowed else {"allow_none": year})


def iras(story: Story) -> Values:
    """What may go into IRAs this year: of each, and of two."""
    year = story.today.year
    if year not in law.years():
        return {}
    limit = law.year(year).figure("ira_contribution_limit").money
    older = limit + law.year(year).figure("ira_catch_up_50").money
    return {"ira_year": year, "ira_each": limit, "ira_both": 2 * limit, "ira_each_50": older}


def income(story: Story) -> Values:
    magi = story.money("agi")
    return {"magi": magi} if magi else {}


def mix(story: Story) -> Values:
    """Pre-tax money in IRAs beside after-tax money that is not converted yet."""
    told = story.deeds
    relabeled = [amount for amount in told.relabeled.values() if amount is not Whole.ALL]
    basis = sum((*told.traditional.values(), *relabeled), NOTHING)
    if told.pretax is None or not basis or told.converted or not story.are_plain:
        return {}
    if len(relabeled) < len(told.relabeled):
        return {}
    whole = basis + told.pretax
    return {"pretax": told.pretax, "basis": basis, "whole": whole, "share": Fraction(basis) / Fraction(whole)}


def form(story: Story) -> Values:
    """The Form 8606 of the first year with a conversion, and what goes on to the next."""
    told = story.deeds
    if len(told.converted) != 1 or story.says("left_unconverted") or set(told.roth) - set(told.relabeled):
        return {}
    if not story.are_plain:
        return {}
    (year, converted), *_ = told.converted.items()
    paid = {when: told.traditional.get(when, NOTHING) for when in {*told.traditional, *told.relabeled}}
    for when, amount in told.relabeled.items():
        paid[when] += told.roth.get(when, NOTHING) if amount is Whole.ALL else amount
    before = sum((amount for when, amount in paid.items() if when < year), NOTHING)
    own, later = paid.get(year, NOTHING), [when for when in paid if when > year]
    pretax = told.pretax or NOTHING
    if later or not before + own or (told.pretax and told.arrived and told.arrived > year):
        return {}
    moved = before + own if converted is Whole.ALL else converted
    if moved > before + own + pretax and pretax:
        return {}
    left = max(before + own + pretax - moved, NOTHING)
    out = worked("form-8606", {"tax_year": year, "line1": own, "line2": before, "line6": left, "line8": moved})[0]
    lines = out["part2"]
    assert isinstance(lines, dict)
    first = out["part1"]
    assert isinstance(first, dict)
    values: dict[str, object] = {
        "year": year,
        "line1": own,
        "line2": before,
        "line6": left,
        "line8": moved,
        "untaxed": Decimal(lines["17"]),
        "line14": Decimal(first["14"]),
        "year_before": max((when for when in paid if when < year), default=year - 1),
        "paid_before": before,
    }
    taxed = Decimal(lines["18"])
    growth_alone = {"only_growth": moved} if converted is Whole.ALL else {"untaxed_all": moved}
    values |= {"taxed": taxed} if taxed else growth_alone
    values |= {"mixed": pretax} if pretax else {"clean": moved}
    values |= {"still": year} if year == story.today.year else {}
    values |= {"over": year} if year < story.today.year else {}
    return {name: value for name, value in values.items() if value != NOTHING or name in {"line1", "line2", "line6"}}


def cliff(story: Story) -> Values:
    """Where the premium credit ends for one person, and how far it is from the income that is told."""
    if story.heard.get("filing_status") != FilingStatus.SINGLE.value or story.says("family"):
        return {}
    year = story.today.year
    if year not in law.years():
        return {}
    of = law.year(year)
    try:
        percents = of.figure("premium_credit_ends_above").value
        ends = (of.figure("poverty_line_one").money * Decimal(str(percents)) / 100).quantize(Decimal(1))
    except Refusal:
        return {}
    values: dict[str, object] = {"cliff": ends, "cliff_year": year}
    told = story.money("agi") or _told_income(story)
    return values | ({"cliff_income": told, "cliff_room": ends - told} if told and told < ends else {})


def _told_income(story: Story) -> Decimal | None:
    found = pattern(_ROOM, "income").search(story.asked.marked)
    return story.asked.sums[int(found[1])] if found else None


def room(story: Story) -> Values:
    """What is left of the overall limit of a plan behind deferrals and the employer's money."""
    kinds = {fact.split(".")[2] for fact in story.heard if fact.startswith("you.plans.")}
    if len(kinds) != 1:
        return {}
    plan = f"you.plans.{kinds.pop()}"
    own, employer = story.money(f"{plan}.deferrals"), story.money(f"{plan}.employer_money")
    year = story.today.year
    if own is None or employer is None or year not in law.years():
        return {}
    of = law.year(year)
    limit = of.figure("annual_additions_limit_415c").money
    made, wages = story.money(f"{plan}.after_tax_made") or NOTHING, story.money("you.compensation")
    if own > of.figure("elective_deferral_limit_402g").money or (wages is not None and wages < limit):
        return {}  # with a catch-up, or a pay that bounds it, the worksheet is asked
    inputs = {
        "tax_year": year,
        "age": story.age or 0,
        "compensation": wages or limit,
        "elective_deferrals": own,
        "employer_contributions": employer,
        "after_tax_so_far": made,
    }
    left = Decimal(str(worked("mega-room", inputs)[0]["room"]))
    return {"limit": limit, "own": own, "employer": employer, "made": made, "room": left, "room_year": year}


def pay(story: Story) -> Values:
    wages = story.money("you.compensation")
    year = story.today.year
    if wages is None or year not in law.years():
        return {}
    limit = law.year(year).figure("annual_additions_limit_415c").money
    values: dict[str, object] = {"overall": limit}
    values |= {"short_pay": wages} if wages < limit else {}
    old = story.age is not None and story.age >= law.standing().whole("plan_catch_up_age")
    return values | ({"catch_up": law.year(year).figure("catch_up_50_414v").money} if old else {})


def rate(story: Story) -> Values:
    """What a dollar that goes in before tax saves now."""
    found = [Decimal(one) for one in pattern(_ROOM, "rates").findall(story.text)]
    if not story.says("federal_and_state"):
        return {}  # of now and later, or of two people
    return {"rate": Fraction(sum(found, NOTHING)) / 100} if len(found) == 2 else {}


def clock(story: Story) -> Values:
    """When what was converted in one year is free of the 10 %."""
    if len(story.deeds.converted) != 1 or len(set(_A_YEAR.findall(story.text))) > 1:
        return {}  # of several years that are named, an amount may be of more than one
    year, amount = next(iter(story.deeds.converted.items()))
    free = date(year + int(law.standing().figure("roth_clock_years").value), 1, 1)
    values: dict[str, object] = {"clock_year": year}
    values |= {"clock_amount": amount} if amount is not Whole.ALL else {}
    return values | ({"clock_over": free} if free <= story.today else {"clock_runs": free})


FIGURES: Mapping[str, Callable[[Story], Values]] = {
    "allowance": allowance,
    "cliff": cliff,
    "clock": clock,
    "excess": paid_to_roth,
    "form": form,
    "income": income,
    "iras": iras,
    "mix": mix,
    "pay": pay,
    "rate": rate,
    "room": room,
}
