"""The warnings of a plan, over households drawn at random: the heaviest first, and only where they apply."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Circumstance, Facts, IraKind
from calc.planning.assess import look
from calc.planning.plan import plan
from dialogs.answering import cards
from dialogs.views.plan import replies
from tests.calc.test_plan_properties import DAYS, households
from tests.people import person, single

FIRST = ("C33", "C12", "C10", "C36", "C133")
PRETAX = {"C10", "C15", "C17"}  # of these one speaks, in the place of C10
MEGA = ("C70", "C72")  # before C36 on the way to a mega backdoor, else by their severity
SEVERITIES = ("critical", "high", "medium", "low")
EVERYTHING = tuple(circumstance.value for circumstance in Circumstance)

Holds = Callable[[Facts], bool]


def _ira(*kinds: IraKind) -> Holds:
    return lambda facts: any(set(kinds) & set(one.ira_kinds or ()) for one in facts.people.values())


def _said(circumstance: Circumstance) -> Holds:
    return lambda facts: circumstance in (facts.circumstances or ())


def _after_tax(facts: Facts) -> bool:
    plans = [plan for one in facts.people.values() for plan in one.plans.values()]
    return any(plan.after_tax_allowed is not False for plan in plans)


NEEDS: dict[str, Holds] = {
    "C10": _ira(IraKind.TRADITIONAL, IraKind.ROLLOVER, IraKind.SEP, IraKind.SIMPLE),
    "C11": _ira(IraKind.SEP),
    "C12": _ira(IraKind.SIMPLE),
    "C13": lambda facts: facts.joint,
    "C26": lambda facts: facts.joint,
    "C30": lambda facts: facts.filing_status == "mfs",
    "C33": lambda facts: _said(Circumstance.ABROAD)(facts) or bool(facts.you.foreign_excluded),
    "C49": _ira(IraKind.INHERITED),
    "C70": _after_tax,
    "C72": _after_tax,
    "C85": _said(Circumstance.STOCK),
    "C92": _said(Circumstance.MARKETPLACE),
    "C93": _said(Circumstance.AID),
    "C94": _said(Circumstance.LAWSUITS),
    "C98": _said(Circumstance.DIVORCE),
}  # what must be true of the facts, by itself, for a warning to concern anybody


def weight(code: str) -> tuple[int, int]:
    named = "C10" if code in PRETAX else code
    place = FIRST.index(named) if named in FIRST else len(FIRST)
    return place, SEVERITIES.index(cards.card(code).severity)


@settings(max_examples=300, deadline=None)
@given(households(), st.sets(st.sampled_from(EVERYTHING), max_size=3), DAYS)
def test_the_heaviest_come_first_and_each_concerns_somebody(
    raw: dict[str, Any], applies: set[str], today: date
) -> None:
    facts = Facts.model_validate(raw | {"circumstances": sorted(applies)})
    case = look(facts, today)
    codes = cards.warnings(case)
    weights = [weight(code) for code in codes if code not in MEGA]
    assert weights == sorted(weights)
    assert len(PRETAX & set(codes)) <= 1
    assert [code for code in codes if code in NEEDS and not NEEDS[code](facts)] == []
    if not facts.joint:
        assert [code for code in codes if "your spouse's" in cards.short(code, case).casefold()] == []


@settings(max_examples=30, deadline=None)
@given(households(), DAYS)
def test_a_plan_shows_four_at_most(raw: dict[str, Any], today: date) -> None:
    made = plan(Facts.model_validate(raw), today)
    blocks = replies.tell(made, "plan", [*cards.warned(made.case).values()])
    listed = [block for block in blocks if "Costly mistakes" in block]
    assert "".join(listed).count("•") <= 4


def test_pre_tax_money_is_warned_of_while_it_is_unknown_what_has_been_done() -> None:
    unknown = single(you=person(ira_kinds=["rollover"], rollover=58_000, basis=0, moves=None))
    assert "C10" in cards.warnings(look(unknown, date(2026, 11, 24)))
