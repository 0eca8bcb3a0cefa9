from datetime import date

from calc.pitfalls import conditions
from calc.planning.assess import look
from tests.calc.pitfalls.both_ways import holds, ira, with_ira
from tests.people import NOVEMBER, couple, person, single, with_plan

ROLLOVER = ira()
NEW_MONEY = with_ira("traditional", 7_500, moves=["traditional"], contributed=7_500)
TAKES_ROLL_INS = with_plan(features={"roll_in": "any"}, ira_kinds=["rollover"], rollover=58_000, basis=0)
TAKES_NONE = with_plan(features={"roll_in": "no"}, ira_kinds=["rollover"], rollover=58_000, basis=0)
DECEMBER = date(2026, 12, 12)

BOTH = {
    "separate_account": (with_ira(), NEW_MONEY),
    "sep_counts": (with_ira("sep"), with_ira("rollover")),
    "simple_locked": (with_ira("simple", simple_first_deposit="2026-02-01"), with_ira("rollover")),
    "spouses_are_separate": (couple(ROLLOVER, person()), couple(person(), person())),
    "inherited_stays_out": (single(you=person(ira_kinds=["inherited"])), single()),
    "december_31_decides": (with_ira(), NEW_MONEY),
    "plans_do_not_count": (single(you=with_plan()), single(you=with_plan("simple"))),
    "reverse_rollover": (single(you=TAKES_ROLL_INS), single(you=TAKES_NONE)),
    "plan_money_over_new_year": ((single(you=TAKES_ROLL_INS), DECEMBER), (single(you=TAKES_NONE), DECEMBER)),
    "basis_is_not_lost": (with_ira(basis=6_000), with_ira(value=2_000, basis=2_000)),
    "convert_everything": (with_ira(value=31_000), with_ira(value=31_001)),
    "leave_old_401k": (single(you=with_plan("old")), single(you=with_plan())),
    "roth_never_counts": (single(you=person(ira_kinds=["roth"], roth=80_000)), single()),
}


def test_a_little_growth_of_new_money_is_no_pre_tax_money_beside_it():
    grown = with_ira("traditional", 7_540, moves=["traditional"], contributed=7_500)
    assert not holds("separate_account", grown)


def test_an_old_plan_alone_makes_the_last_day_of_the_year_matter():
    assert holds("december_31_decides", single(you=with_plan("old")))


def test_a_plan_nobody_knows_about_may_still_take_the_money_in():
    unknown = with_plan(features={"roll_in": None}, ira_kinds=["rollover"], rollover=58_000, basis=0)
    assert holds("reverse_rollover", single(you=unknown))


def test_locked_simple_money_cannot_simply_be_converted():
    locked = with_ira("simple", 3_000, simple_first_deposit="2026-02-01")
    assert not holds("convert_everything", locked)
    assert holds("convert_everything", with_ira("simple", 3_000, simple_first_deposit="2023-02-01"))


def test_a_pitfall_names_the_spouse_it_is_about():
    case = look(couple(ira("sep"), person()), NOVEMBER)
    assert conditions.whose("sep_counts", case) == ("spouse",)
    assert conditions.whose("spouses_are_separate", case) == ()


def test_a_year_that_is_over_is_not_warned_of_a_conversion_that_was_never_made():
    """7,000 of 2025 are still in the IRA in November 2026, worth 7,300: nothing of 2025 was taxed."""
    after = date(2026, 11, 28)
    told = {"moves": ["traditional"], "contributed": 7_000, "contributed_late": 0, "converted_next": 0}
    for value, name in (
        (80_000, "separate_account"),
        (80_000, "rounding_and_blanks"),
        (7_300, "gains_before_converting"),
    ):
        kept = with_ira("traditional", value, **told).model_copy(update={"tax_year": 2025})
        assert not holds(name, (kept, after)), name
    moved = told | {"moves": ["traditional", "converted"], "converted": 7_000, "year_end_value": 73_000}
    both = with_ira("traditional", 80_000, **moved).model_copy(update={"tax_year": 2025})
    assert holds("separate_account", (both, after))
