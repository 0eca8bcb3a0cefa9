"""The page for the tax preparer: forms as the law has them, the 1099-R as payers print it."""

from __future__ import annotations

from datetime import date

import pytest

from calc.planning.plan import Plan
from dialogs.page import Section, Table, Tasks
from dialogs.views.documents.document import document
from dialogs.views.documents.forms_1099r import forms_1099r
from dialogs.views.documents.picture import picture
from dialogs.views.documents.preparer import preparer, preparer_sections
from tests.people import couple, person, planned, single, with_plan

ROLLOVER = {"ira_kinds": ["rollover"], "rollover": 60_000, "basis": 0}
SPRING = date(2027, 2, 10)


def rows(made: Plan) -> list[tuple[str, ...]]:
    return [row[1:] for row in forms_1099r(made).rows]


def test_box_2a_repeats_the_conversion_and_the_form_says_what_is_taxed() -> None:
    assert rows(planned(single())) == [("2", "$7,500", "$7,500", "", "$0")]
    pro_rata = planned(single(you=person(**ROLLOVER)))
    assert rows(pro_rata) == [("2", "$7,500", "$7,500", "", "$6,666.67")]
    text = "\n".join(preparer(pro_rata))
    assert "Box 2a of a conversion misleads." in text
    assert "$7,500 on line 4a, $6,666.67 on line 4b" in text


def test_a_roll_in_is_a_form_of_its_own_with_code_g() -> None:
    made = planned(single(you=with_plan(features={"roll_in": "any"}, **ROLLOVER)))
    assert rows(made)[0] == ("G", "$60,000", "$0", "", "$0")
    assert "The roll-in of $60,000 in 2026 is on line 4a too" in "\n".join(preparer(made))


@pytest.mark.parametrize(
    ("born", "code"), [(1968, "2"), (1967, "2, or 7 from 59½"), (1966, "2, or 7 from 59½"), (1965, "7")]
)
def test_the_code_follows_the_age_in_the_year_of_the_conversion(born: int, code: str) -> None:
    """59½ is reached in the year of the 59th or of the 60th birthday; before and after, the code is certain."""
    assert rows(planned(single(you=person(born))))[0][0] == code


def test_after_tax_money_comes_with_its_basis_in_box_5() -> None:
    features = {
        "after_tax_allowed": True,
        "exits": ["in_service"],
        "after_tax_made": 12_000,
        "after_tax_earnings": 300,
    }
    made = planned(single(you=with_plan(features=features)), date(2026, 6, 15))  # pay enough is left for all of it
    (moved,) = [row for row in rows(made) if row[3]]
    room = 72_000 - 24_500 - 10_000 - 12_000
    assert moved == ("G", f"${12_000 + room + 300:,}", "$300", f"${12_000 + room:,}", "$300")


def test_a_late_back_door_needs_two_returns() -> None:
    text = "\n".join(preparer(planned(single(), SPRING)))
    assert "2026: nothing goes to Form 1040." in text
    assert "2027: Form 1040, IRA distributions: $7,500 on line 4a, $0 on line 4b." in text
    assert "Two returns: the 2026 return carries the contribution" in text


def test_spouses_have_a_column_and_a_form_each() -> None:
    spouse = person(1970, 0, covered=False, ira_kinds=["rollover"], rollover=60_000, basis=0)
    text = "\n".join(preparer(planned(couple(spouse))))
    assert "• Line 18: You 2026 $0, Spouse 2026 $7,521.87" in text
    assert "Each spouse has a Form 8606 of their own" in text
    assert "In traditional, SEP and SIMPLE IRAs on December 31, 2026: You $0, Your spouse $60,000" in text


def test_without_a_form_to_file_there_is_no_page() -> None:
    assert preparer(planned(single(120_000, person(compensation=125_000)))) == ()
    assert preparer(planned(single(you=person(compensation=0)))) == ()


def test_an_excess_that_was_converted_stands_on_the_payers_form_and_comes_back_on_another() -> None:
    """3,000 of 7,500 was allowed: the IRA's form shows 7,500, the Roth IRA's 4,500 (codes J and 8)."""
    told = {"moves": ["traditional", "converted"], "contributed": 7_500, "converted": 7_500}
    you = person(compensation=3_000, ira_kinds=["traditional"], traditional=0, basis=0, **told)
    converted, back = rows(planned(single(you=you)))
    assert converted[1:] == ("$7,500", "$7,500", "", "$0")
    assert back[1:] == ("$4,500", "$0", "", "$0")


def test_tax_withheld_from_a_conversion_stands_in_box_4_and_is_a_payout_on_the_forms() -> None:
    """40,000 arrived in the Roth IRA; the 10,000 withheld is line 7, taxed and, under 59½, with 10 % (72(t))."""
    told = {"moves": ["traditional", "converted"], "contributed": 7_500, "contributed_late": 0, "converted": 50_000}
    more = {"withheld": 10_000, "ira_kinds": ["traditional"], "traditional": 0, "basis": 0, "year_end_value": 0}
    made = planned(single(you=person(1980, **told, **more)))
    assert rows(made) == [("2", "$50,000", "$50,000", "$10,000", "", "$42,500")]
    text = "\n".join(preparer(made))
    # basis 7,500 over 50,000: 15 % of each part is free; of the 10,000 withheld 8,500 is taxed
    assert "$50,000 on line 4a, $42,500 on line 4b" in text
    assert "$10,000 was withheld from it: a credit on line 25b" in text
    assert "$8,500 on line 1, and $850 on line 4" in text
    assert "$40,000 was converted to a Roth IRA, and $10,000 was not" in text


def test_a_required_distribution_is_a_form_and_no_conversion() -> None:
    told = {"ira_kinds": ["traditional"], "traditional": 600_000, "basis": 0, "ira_rmd": 24_000, "moves": []}
    text = "\n".join(preparer(planned(single(90_000, person(1951, 0, covered=False, **told)))))
    assert "Paid out of IRAs in 2026 and kept: Code 7, Box 1 $24,000" in text
    assert "$24,000 on line 4a, $24,000 on line 4b" in text
    assert "all of it was converted" not in text


def test_after_tax_plan_money_is_on_lines_5a_and_5b() -> None:
    features = {"after_tax_allowed": True, "exits": ["in_service"], "after_tax_made": 18_000}
    features |= {"after_tax_earnings": 4_000, "after_tax_capped": True, "after_tax_dollars": 30_000}
    text = "\n".join(preparer(planned(single(you=with_plan(features=features)))))
    assert "$34,000 on line 5a, $4,000 on line 5b" in text


def test_after_tax_money_that_pay_no_longer_takes_is_on_no_paper() -> None:
    """Of 35,500 of room 60 % of the last weeks' pay can still go in: forms and picture have that, not the room."""
    own = {"deferrals": 24_500, "employer_money": 12_000, "after_tax_allowed": True, "after_tax_made": 0}
    own |= {"after_tax_capped": False, "after_tax_earnings": 0, "exits": ["in_plan"], "automatic": False}
    made = planned(single(agi=310_000, you=with_plan(features={**own, "pay": 240_000}, compensation=240_000)))
    amount = next(step.amount for step in made.steps if step.code == "after_tax")
    assert amount is not None
    assert 0 < amount.money < 35_500
    (of_plan,) = [row for row in forms_1099r(made).rows if "401(k)" in row[0]]
    assert of_plan[2] == of_plan[4] == f"${amount.money:,.0f}"
    told = [one.amount for panel in picture(made).panels for one in panel.headlines]
    assert f"${amount.money:,.0f}" in told
    assert "$35,500" not in told


def test_how_a_line_is_reached_is_told_of_each_form_by_itself() -> None:
    spouse = person(1970, 0, covered=False, ira_kinds=["rollover"], rollover=60_000, basis=5_000)
    made = planned(couple(spouse))
    tables = [part for section in preparer_sections(made) for part in section.parts if isinstance(part, Table)]
    words = {row[0]: row[1] for table in tables if table.head[0] == "Line" for row in table.rows}
    assert words["3"].count("=") == 1  # the same on every form
    assert "Spouse" not in words["3"]
    assert all("You 2026: " in words[n] for n in ("8",) if "Spouse 2026" in words[n])


def test_what_one_answer_decides_has_its_steps_and_its_forms_on_paper() -> None:
    """Whether the plan takes IRA money is open: both outcomes stand on paper, and the picture names what is first."""
    made = planned(single(you=with_plan(**(ROLLOVER | {"basis": 7_000}))))
    assert made.forks
    sections = list(document(made))
    numbers = [
        row.number for section in sections for part in section.parts if isinstance(part, Tasks) for row in part.rows
    ]
    for fork in made.forks:
        assert [f"{fork.id}{n}" for n in range(1, len(fork.steps) + 1)] == [n for n in numbers if n[0] == fork.id]
    (by_answer,) = [section for section in sections if section.title.endswith("that is still open")]
    assert sum(isinstance(part, Table) for part in by_answer.parts) == len(made.forks)
    assert "60,000" in picture(made).first or "53,000" in picture(made).first


def test_what_is_deducted_is_not_called_nondeductible() -> None:
    moved = {"moves": ["converted"], "converted": 40_000, "covered": False, **ROLLOVER}
    made = planned(single(agi=175_000, you=person(compensation=190_000, **moved)))
    assert made.people[0].chosen is not None
    assert made.people[0].chosen.deducted.value
    text = "\n".join([*preparer(made), *(row for s in preparer_sections(made) for row in _cells(s))])
    assert "not deducted" not in text.split("Enter the")[0]
    assert "Schedule 1, IRA deduction: $7,500" in text
    lines = [
        row[0]
        for section in preparer_sections(made)
        for part in section.parts
        if isinstance(part, Table) and part.unsaid
        for row in part.rows
    ]
    assert lines == ["16", "17", "18"], "without basis Part I stays blank"


def _cells(section: Section) -> list[str]:
    return [" ".join(row) for part in section.parts if isinstance(part, Table) for row in part.rows]
