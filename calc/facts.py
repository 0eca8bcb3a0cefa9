"""What a person tells: the only input of the law.

Amounts are Decimal dollars of the tax year.
``None`` means "not known", never zero: the law never fills a gap with a default.
A fact has one name; nested facts are named with dots (``you.basis``, ``spouse.plans.401k.deferrals``).
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

LARGEST = Decimal(100_000_000)  # beyond this an amount is a slip of the finger, not a fact
_DIGITS = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
_FIRST, _LAST = 1900, 2199  # years that a fact can be of


def exactly(value: Any) -> Any:
    """The decimal that was written; a boolean, a word or an exponent is no amount."""
    if isinstance(value, float):
        value = repr(value)
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise PydanticCustomError("decimal_type", "not an amount")


def _in_reach(day: date) -> date:
    """A day from which years can be counted."""
    if _FIRST <= day.year <= _LAST:
        return day
    raise PydanticCustomError("date_type", "not a day that can be meant")


def _shown(least: Decimal, most: Decimal) -> WithJsonSchema:
    """In the JSON Schema: a number between these two, or the same as a text."""
    number = {"type": "number", "minimum": int(least), "maximum": int(most)}
    return WithJsonSchema({"anyOf": [number, {"type": "string", "pattern": f"^({_DIGITS.pattern})$"}]})


_NOTHING, _ALL = Decimal(0), Decimal(100)
Exact = BeforeValidator(exactly)
Money = Annotated[Decimal, Exact, Field(ge=0, le=LARGEST, decimal_places=2), _shown(_NOTHING, LARGEST)]
SignedMoney = Annotated[Decimal, Exact, Field(ge=-LARGEST, le=LARGEST, decimal_places=2), _shown(-LARGEST, LARGEST)]
Percent = Annotated[Decimal, Exact, Field(ge=0, le=100, decimal_places=4), _shown(_NOTHING, _ALL)]
Year = Annotated[int, Field(ge=_FIRST, le=_LAST)]
Day = Annotated[date, AfterValidator(_in_reach)]


class FilingStatus(StrEnum):
    SINGLE = "single"
    HOH = "hoh"
    MFJ = "mfj"
    MFS = "mfs"
    QSS = "qss"


class IraKind(StrEnum):
    """Every kind of IRA a person may own; the first four are one contract for tax (IRC 408(d)(2))."""

    TRADITIONAL = "traditional"
    ROLLOVER = "rollover"
    SEP = "sep"
    SIMPLE = "simple"
    INHERITED = "inherited"
    ROTH = "roth"


AGGREGATED = (IraKind.TRADITIONAL, IraKind.ROLLOVER, IraKind.SEP, IraKind.SIMPLE)


class PlanKind(StrEnum):
    """A workplace plan of this year, or money left in a former employer's plan (``old``)."""

    K401 = "401k"
    OTHER401 = "other401k"  # a second, unrelated employer in the same year
    B403 = "403b"
    A401 = "401a"  # employer money of a university or hospital, with a 415(c) limit of its own
    GOV457 = "457b"
    EXEMPT457 = "457b_tax_exempt"  # of a tax-exempt employer: no eligible retirement plan (IRC 402(c)(8)(B)(v))
    TSP = "tsp"
    SIMPLE = "simple"
    SOLO = "solo401k"
    PENSION = "pension"
    OLD = "old"


class Move(StrEnum):
    """What was already done in or for the tax year before the talk."""

    TRADITIONAL = "traditional"  # contributed to a traditional IRA for the tax year
    ROTH = "roth"  # contributed directly to a Roth IRA for the tax year
    PRIOR = "prior"  # contributed during the tax year for the year before
    CONVERTED = "converted"  # converted IRA money during the tax year
    WITHDREW = "withdrew"  # took a distribution during the tax year
    RELABELED = "relabeled"  # had a Roth contribution moved to a traditional IRA (recharacterized)


AMOUNT_OF = {  # the fact that holds the dollars of a move; a relabeled contribution counts where it went
    Move.TRADITIONAL: "contributed",
    Move.ROTH: "contributed_roth",
    Move.PRIOR: "contributed_prior",
    Move.CONVERTED: "converted",
    Move.WITHDREW: "withdrew",
}

WHOLE_OF = {  # the amount of the same person that another one is a part of
    "contributed_late": "contributed",
    "converted_simple": "converted",
    "withheld": "converted",
    "charity": "withdrew",
    "withdrew_early": "withdrew",
    "foreign_excluded": "compensation",
}


class Exit(StrEnum):
    """How after-tax plan money can reach a Roth while the person still works there."""

    IN_PLAN = "in_plan"  # in-plan Roth rollover, IRC 402A(c)(4)
    IN_SERVICE = "in_service"  # in-service withdrawal to a Roth IRA
    NEITHER = "neither"


class RollIn(StrEnum):
    """Which IRA money the plan takes in."""

    ANY = "any"
    ROLLOVER_ONLY = "rollover_only"  # only money that once came from a plan, not contributory IRA money
    NO = "no"


class RelabeledFrom(StrEnum):
    """The IRA that a recharacterized contribution first went into (IRC 408A(d)(6))."""

    ROTH = "roth"
    TRADITIONAL = "traditional"


class Circumstance(StrEnum):
    """What only some need: each switches on warnings and questions of its own."""

    RMD = "rmd"
    WITHHELD = "withheld"
    MARKETPLACE = "marketplace"
    MEDICARE = "medicare"
    AID = "aid"
    STOCK = "stock"
    ANNUITY = "annuity"
    DIVORCE = "divorce"
    LAWSUITS = "lawsuits"
    ABROAD = "abroad"
    MOVING = "moving"
    CHARITY = "charity"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WorkPlan(_Model):
    """One workplace plan of one person in the tax year; amounts are for the whole calendar year."""

    pay: Money | None = None  # 415(c)(3) compensation from this employer, before deferrals
    net_profit: SignedMoney | None = None  # of one's own business behind a solo plan (Schedule C, line 31)
    deferrals: Money | None = None  # elective deferrals, pre-tax and Roth together, catch-up included
    roth_deferrals: Money | None = None  # the Roth part of them
    catch_up_roth: Money | None = None  # how much of the catch-up already made is Roth
    employer_money: Money | None = None  # match, profit sharing, nonelective
    after_tax_allowed: bool | None = None  # voluntary after-tax (not Roth) contributions
    after_tax_made: Money | None = None
    after_tax_percent: Percent | None = None  # the plan's own cap as a percent of pay
    after_tax_dollars: Money | None = None  # the plan's own cap in dollars
    after_tax_capped: bool | None = None  # False: the plan sets no cap of its own
    after_tax_earnings: Money | None = None  # growth on after-tax money not yet moved
    exits: frozenset[Exit] | None = None
    automatic: bool | None = None  # the in-plan conversion runs by itself each payroll
    roll_in: RollIn | None = None
    highly_compensated: bool | None = None
    prior_wages: Money | None = None  # box 3 wages from this employer in the year before
    offers_roth: bool | None = None
    value: Money | None = None  # pre-tax value: of a former employer's plan, or what may be converted in the plan

    @property
    def takes_roth(self) -> bool | None:
        """As told; and where money can be converted in the plan it has Roth accounts (IRC 402A(c)(4)(B))."""
        converts = Exit.IN_PLAN in (self.exits or ())
        return True if converts else self.offers_roth


NO_PLAN = WorkPlan()  # of which nothing is known yet


class Dated(_Model):
    """A part of what was moved in a year. on: its day; where only the month is known, the first of it."""

    on: Day
    amount: Money


PARTS_OF = {"conversions": "converted", "withdrawals": "withdrew"}  # dated parts, and the sum they are parts of


class Person(_Model):
    """One spouse; IRAs are never shared."""

    birth_year: Year | None = None
    compensation: Money | None = None  # taxable compensation (IRC 219(f)(1)), before any foreign exclusion
    foreign_excluded: Money | None = None  # foreign earned income excluded under IRC 911
    self_employed: bool | None = None  # has profit of a business of their own
    sep_contribution: Money | None = None  # SEP or SIMPLE employer money for the tax year
    covered: bool | None = None  # active participant in a workplace plan (W-2 box 13)
    ira_kinds: frozenset[IraKind] | None = None
    traditional: Money | None = None  # values today
    rollover: Money | None = None
    sep: Money | None = None
    simple: Money | None = None
    simple_first_deposit: Day | None = None
    roth: Money | None = None
    roth_first_year: Year | None = None
    year_end_value: Money | None = None  # 31 December value of all aggregated IRAs if nothing more is done
    basis: Money | None = None  # line 14 of the last Form 8606
    basis_includes_prior: bool | None = None  # whether that line already holds ``contributed_prior``
    moves: frozenset[Move] | None = None
    contributed: Money | None = None  # to traditional IRAs for the tax year
    contributed_late: Money | None = None  # the part of it made after 31 December of the tax year
    contributed_roth: Money | None = None  # straight to Roth IRAs for the tax year
    contributed_prior: Money | None = None  # made in the tax year for the year before, nondeductible
    converted: Money | None = None  # during the tax year, tax withheld from it included
    conversions: tuple[Dated, ...] | None = None  # each part of ``converted`` with its day
    converted_simple: Money | None = None  # the part of it out of a SIMPLE IRA inside its first two years
    withheld: Money | None = None  # the part of it held back as tax and not put into the Roth from other money
    converted_next: Money | None = None  # in the year after the tax year, so far
    withdrew: Money | None = None  # during the tax year, not converted or rolled over
    withdrawals: tuple[Dated, ...] | None = None  # each part of ``withdrew`` with its day
    withdrew_early: Money | None = None  # the part of ``withdrew`` taken before the day of 59½
    withdrawals_in_agi: bool | None = None  # required distributions and withdrawals are inside the told ``agi``
    charity: Money | None = None  # the part of ``withdrew`` that an IRA paid straight to charity; it is no income
    relabeled: Money | None = None  # recharacterized: what moved, with its growth or loss
    relabeled_contribution: Money | None = None  # the contribution in it
    relabeled_year: Year | None = None  # the year that contribution was for
    relabeled_on: Day | None = None  # the day it moved
    relabeled_from: RelabeledFrom | None = None
    wish_convert: Money | None = None  # how much pre-tax money the person would like to convert
    ira_rmd: Money | None = None  # required minimum distribution of the tax year from these IRAs, taken or not
    plan_kinds: frozenset[PlanKind] | None = None
    plans: dict[PlanKind, WorkPlan] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _summed(self) -> Self:
        """What is only told by its days is the sum of them."""
        for many, whole in PARTS_OF.items():
            parts: tuple[Dated, ...] | None = getattr(self, many)
            if parts is not None and getattr(self, whole) is None:
                self.__dict__[whole] = sum((part.amount for part in parts), Decimal(0))
        return self

    def moved(self, move: Move) -> Decimal | None:
        """Dollars of one move; zero when the person said it was not made, None when nobody knows."""
        told: Decimal | None = getattr(self, AMOUNT_OF[move])
        return told if told is not None else _unless(self.moves, move)

    def ira_value(self, kind: IraKind) -> Decimal | None:
        """Today's value of the IRAs of one aggregated kind; zero when the person has none, None when nobody knows."""
        told: Decimal | None = getattr(self, kind)
        return told if told is not None else _unless(self.ira_kinds, kind)

    def plan(self, kind: PlanKind) -> WorkPlan | None:
        """The plan of a kind the person has; a plan of which nothing is known yet is empty."""
        told = self.plans.get(kind)
        return NO_PLAN if told is None and kind in (self.plan_kinds or ()) else told

    @property
    def pretax_ira_kinds(self) -> tuple[IraKind, ...] | None:
        """The IRAs that count on line 6 of Form 8606, or None while the kinds are not known."""
        return None if self.ira_kinds is None else tuple(k for k in AGGREGATED if k in self.ira_kinds)


NOBODY = Person()  # of whom nothing is known


class Marketplace(_Model):
    """What the premium tax credit of a household is worked out from (Form 8962)."""

    second_lowest_silver_premium_year: Money | None = None  # the benchmark premium of twelve months
    household_size: Annotated[int, Field(ge=1, le=30)] | None = None  # the tax family
    months: Annotated[int, Field(ge=0, le=12)] | None = None  # covered; twelve where not told


class WholeReturn(_Model):
    """The rest of the return, under the names of the worksheet ``conversion-tax``, as far as told.

    What has a fact of its own is read there: tax year, filing status, what is converted. Amounts are of the tax year.
    """

    age: Annotated[int, Field(ge=0, le=120)] | None = None  # on 31 December, where the birth year is not told
    spouse_age: Annotated[int, Field(ge=0, le=120)] | None = None
    lived_with_spouse: bool | None = None
    spouse_itemizes: bool | None = None
    wages: Money | None = None  # gross pay
    spouse_wages: Money | None = None
    pretax_deferrals: Money | None = None
    self_employment_profit: SignedMoney | None = None
    sstb: bool | None = None  # a specified service (IRC 199A(d)(2))
    business_wages: Money | None = None  # W-2 wages paid
    business_property: Money | None = None  # its unadjusted basis
    taxable_interest: Money | None = None
    tax_exempt_interest: Money | None = None
    ordinary_dividends: Money | None = None  # all of them
    qualified_dividends: Money | None = None  # the part of them
    long_term_gains: Money | None = None  # net
    pension: Money | None = None  # taxable
    social_security: Money | None = None  # gross benefits
    spouse_social_security: Money | None = None
    student_loan_interest: Money | None = None  # paid
    overtime_premium: Money | None = None  # qualified, inside the wages
    tips: Money | None = None  # qualified, inside the wages
    excluded_foreign_earned_income: Money | None = None  # Form 2555, line 45; not inside the wages
    property_tax: Money | None = None
    state_income_tax_without: Money | None = None  # deducted on the return without the conversion
    state_income_tax_with: Money | None = None
    mortgage_interest: Money | None = None
    charity_cash: Money | None = None
    itemized: Money | None = None  # all of Schedule A in one sum; zero: the standard deduction
    itemized_state_tax: Money | None = None  # the state, local and property tax in it
    children_under_17: Annotated[int, Field(ge=0, le=30)] | None = None
    other_dependents: Annotated[int, Field(ge=0, le=30)] | None = None
    marketplace: Marketplace | None = None
    silver_premium: Money | None = None  # the marketplace's benchmark premium of twelve months, asked for in the talk
    family_size: Annotated[int, Field(ge=1, le=30)] | None = None  # the tax family, likewise


def _unless(chosen: frozenset[IraKind] | frozenset[Move] | None, one: IraKind | Move) -> Decimal | None:
    return Decimal(0) if chosen is not None and one not in chosen else None


class Facts(_Model):
    """Everything known about one person or one couple for one tax year."""

    tax_year: Year | None = None
    filing_status: FilingStatus | None = None
    lived_with_spouse: bool | None = None  # at any time in the year; asked only when married filing separately
    state: str | None = None  # two letters
    agi: SignedMoney | None = None  # adjusted gross income without any conversion of this year
    wages: Money | None = None  # to estimate agi: pay of both before anything is taken off
    taken_off: Money | None = None  # to estimate agi: pre-tax deferrals, HSA, premiums
    other_income: SignedMoney | None = None  # to estimate agi: interest, gains, rents, business
    add_backs: Money | None = None  # student-loan interest, foreign exclusions, bonds, adoption (Pub. 590-A)
    you: Person = Field(default_factory=Person)
    spouse: Person | None = None  # married separately, only ``covered`` of the spouse counts
    save: Money | None = None  # how much they want to put away this year beyond the deferrals
    rate_later: Percent | None = None  # tax rate they expect when the money comes out
    need_within: Annotated[int, Field(ge=0, le=120)] | None = None  # years until they may need the money
    tax_withheld: Money | None = None  # federal: of all of the tax year, estimated payments included
    tax_last_year: Money | None = None  # whole federal tax of the year before (Form 1040, line 24)
    income_last_year: SignedMoney | None = None  # its adjusted gross income
    first_taken_on: Day | None = None  # the day of the tax year on which the first conversion or payout left an IRA
    circumstances: frozenset[Circumstance] | None = None
    whole_return: WholeReturn | None = None
    _year_assumed: bool = PrivateAttr(default=False)

    @property
    def year_assumed(self) -> bool:
        """Whether nobody told the tax year, so that it is a running one as far as anybody knows."""
        return self._year_assumed

    def assuming_year(self) -> Self:
        """The same facts, of a tax year that nobody told."""
        assuming = self.model_copy()
        assuming._year_assumed = True  # noqa: SLF001 - its own
        return assuming

    @property
    def people(self) -> dict[str, Person]:
        """Whose IRAs the plan speaks of: both spouses on a joint return, else one person."""
        return {"you": self.you, "spouse": self.spouse or NOBODY} if self.joint else {"you": self.you}

    def having(self, who: str, person: Person) -> Self:
        """The same facts with one person's replaced."""
        return self.model_copy(update={who: person})

    @property
    def income(self) -> Decimal | None:
        """Adjusted gross income without any conversion: as told, or estimated from its parts."""
        if self.agi is not None:
            return self.agi
        wages, taken_off = (Decimal(0), Decimal(0)) if self.no_pay else (self.wages, self.taken_off)
        if wages is None or taken_off is None or self.other_income is None:
            return None
        return wages - taken_off + self.other_income

    @property
    def paid_in(self) -> Decimal:
        """What those of the return have put into IRAs for the year, as far as it was told."""
        made = ((one.contributed, one.contributed_roth) for one in self.people.values())
        return sum((amount for both in made for amount in both if amount), Decimal(0))

    @property
    def no_pay(self) -> bool:
        """Whether nobody on the return earns anything from work, so that no pay belongs to an estimate."""
        return not self.wages and not self.taken_off and all(one.compensation == 0 for one in self.people.values())

    @property
    def joint(self) -> bool:
        return self.filing_status is FilingStatus.MFJ


def exists(name: str) -> bool:
    """Whether a dotted name (``spouse.plans.401k.pay``) is that of a fact, and not of what holds several."""
    match name.split("."):
        case [fact]:
            return fact in Facts.model_fields and fact not in HOLDERS
        case [holder, fact] if holder in HOLDERS:
            return fact in HOLDERS[holder].model_fields and fact not in {"plans", "marketplace"}
        case [("you" | "spouse"), "plans", kind, fact]:
            return kind in set(PlanKind) and fact in WorkPlan.model_fields
        case ["whole_return", "marketplace", fact]:
            return fact in Marketplace.model_fields
    return False


HOLDERS: dict[str, type[_Model]] = {"you": Person, "spouse": Person, "whole_return": WholeReturn}
