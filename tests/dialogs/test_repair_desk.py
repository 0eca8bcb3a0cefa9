"""The repair desk: what happened, the few facts it needs, the ways out with their price and last day."""

from datetime import date

import pytest

from dialogs.interview.questions import desk_cards
from dialogs.session import Stage
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import NOVEMBER, Talk

FEBRUARY = date(2026, 2, 1)


def repaired(*said: str, today=NOVEMBER):
    talk = Talk(today=today).says("/start", "/repair", *said)
    assert (talk.stage, talk.asked) == ("repair", None), talk.text
    return talk.text


def test_too_high_an_income_is_relabeled_with_its_share_of_the_growth():
    """7,500 into 12,400, now 20,150: 7,500 × 250 / 19,900 = 94.22, a quarter of it tax at 24 %."""
    text = repaired(
        *("income too high", "2026", "7,500", "idk", "March 2026", "12,400", "20,150", "none", "none", "none", "24")
    )
    assert "$7,594.22 moved to a traditional IRA" in text
    assert "$22.61 of income tax on $94.22 of income in 2026" in text
    assert "Last day: October 15, 2027" in text
    assert "Recharacterize my 2026 Roth IRA contribution of $7,500" in text
    assert "$450 of additional tax" in text, "6 % of 7,500 for one year-end"


def test_without_the_values_of_the_account_the_growth_is_left_out_and_that_is_said():
    text = repaired("income too high", "2026", "7,500", "3000", "March 2026", "idk", "idk", "none")
    assert "$3,000 moved to a traditional IRA" in text
    assert "The growth is left out" in text


def test_old_pretax_money_makes_relabeling_cost_tax():
    """3,000 new and 57,000 old: 95 % of the 3,000 is taxed."""
    text = repaired("income too high", "2026", "3,000", "3,000", "March 2026", "idk", "idk", "57k", "none", "24")
    assert "on $2,850 of income" in text


@pytest.mark.parametrize(("day", "open_ways"), [(date(2026, 10, 15), 3), (date(2026, 10, 16), 1)])
def test_the_october_date_closes_two_of_the_three_ways(day, open_ways):
    asked = ("income too high", "2025", "7,000", "7,000", "March 2025", "idk", "idk")
    text = repaired(*asked, *(("yes", "none") if open_ways > 1 else ("none",)), today=day)
    assert text.count("Price:") == open_ways
    assert ("No longer open" in text) is (open_ways == 1)


def test_who_did_not_file_on_time_has_lost_the_october_date():
    text = repaired(
        *("income too high", "2025", "7,000", "7,000", "March 2025", "idk", "idk", "no", "none"),
        today=date(2026, 6, 1),
    )
    assert "the last day was April 15, 2026" in text


def test_too_much_cannot_be_relabeled():
    asked = ("too much", "traditional", "2026", "9,000", "1,500", "no", "March 2026", "none", "9,300", "none", "none")
    text = repaired(*asked, "22")
    assert "$1,550 paid back" in text, "1,500 and its share of 300 on 9,000"
    assert "(recharacterization)" not in text


def test_withheld_tax_can_be_made_good_for_sixty_days():
    asked = ("tax was withheld", "an IRA", "7,500", "750", "October 1, 2026", "none", "none", "none", "1985", "24")
    text = repaired(*asked)
    assert "Last day: November 30, 2026" in text
    assert "$75 of additional tax" in text, "10 % of the 750 that was paid out under 59½"
    assert "the last day was November 30" in repaired(*asked, today=date(2026, 12, 1))


def test_a_plan_rolled_to_an_ira_can_go_back_before_the_year_ends():
    """7,000 converted beside 90,000: taxed 7,000 × 90/97."""
    asked = ("old plan rolled", "2026", "90k", "7,000", "90k", "none", "7,000", "yes", "24")
    text = repaired(*asked)
    assert "on $6,494.85 of income" in text
    assert "Price: nothing.\nLast day: December 31, 2026" in text
    assert "the last day was December 31, 2026" in repaired(*asked, today=date(2027, 1, 4))


def test_deferrals_over_two_jobs_come_back_by_april_or_are_taxed_twice():
    asked = ("two jobs", "2025", "31,000", "1985", "340", "no", "24")
    text = repaired(*asked, today=FEBRUARY)
    assert "$7,500 above the limit of 2025" in text
    assert "on $7,500 of income in 2025" in text
    assert "on $340 of income in 2026" in text, "402(g)(2)(C): the growth in the year in which it is paid"
    assert "on $7,500 in the year in which it comes out" in text
    assert "Last day: April 15, 2026" in text
    assert "Have it paid back (the last day was April 15, 2026)" in repaired(*asked)


def test_the_catch_up_of_the_age_is_within_the_limit():
    text = repaired("two jobs", "2025", "31,000", "1970", "none", "no", today=FEBRUARY)
    assert "Nothing has to be put right" in text


@pytest.mark.parametrize(("where", "says"), [
    ("still after-tax", "Price: about $48 of income tax on $200"),
    ("converted to roth inside the plan", "from the Roth account in the plan"),
])  # fmt: skip
def test_a_refund_of_the_plan_taxes_only_its_growth(where, says):
    text = repaired("acp", "2025", "4,000", "200", where, "24", today=FEBRUARY)
    assert says in text
    assert "March 15, 2026" in text


def test_a_refund_that_is_in_a_roth_ira_already_is_an_excess_there():
    text = repaired("415c", "2025", "4,000", "200", "moved to a roth ira", "2025", "24", today=FEBRUARY)
    assert "$4,200 paid back" in text
    assert "$240 of additional tax" in text, "6 % of 4,000"


def test_missing_forms_are_listed_oldest_first_with_what_each_changes():
    told = "8606|2022: 6,000; 2023: 6,500|2022: 6,010; 2023: 6,500|none|none|none|2022: 6,010|none|none"
    text = repaired(*told.split("|"))
    assert (
        "2022: line 1 $6,000, line 2 $0, line 6 $0, line 8 $6,010, line 13 $6,000 and line 14 $0; taxable $10."
        in text
    )
    assert "$6,000 too much, but the time for a refund has passed" in text, "due 18 April 2023, three years on"
    assert "2023: line 1 $6,500" in text
    assert "$100 of additional tax or penalty" in text, "50 for each of two forms"
    assert "Text to enclose: “Enclosed are Forms 8606 for 2022 and 2023, which were not filed" in text
    assert "$6,000 for 2022 and $6,500 for 2023" in text


def test_missing_forms_without_a_conversion_ask_for_no_values():
    text = repaired("8606", "6,000 for 2021 to 2023", "none", "none", "none", "none")
    assert "basis of $18,000" in text


def test_basis_is_rebuilt_from_old_returns_with_wrong_and_missing_forms():
    """5,500 a year: 2016 is right, 2017 left 2016 out (11,000 is right), 2018 is missing (16,500)."""
    told = "8606|5,500 for 2016 to 2018|none|none|none|2016: 5,500; 2017: 5,500"
    text = repaired(*told.split("|"))
    assert "• 2016" not in text
    assert "2017: line 1 $5,500, line 2 $5,500 and line 14 $11,000" in text
    assert "The form that went in showed $5,500 on line 14" in text
    assert "basis of $16,500" in text
    assert "Forms 8606 for 2018, which were not filed" in text
    assert "corrected Forms 8606 for 2017" in text
    assert "$50 of additional tax or penalty" in text


def test_an_excess_that_was_converted_comes_out_of_the_roth_ira():
    """4,300 of 7,500, converted as 7,500: 258 for a year-end; 3,200 on lines 1 and 8."""
    told = "too much|traditional|2026|7,500|4,300|yes|7,500|2026-05-01|none|7,500|none|none"
    text = repaired(*told.split("|"))
    assert "$4,300 paid back to you from the Roth IRA" in text
    assert "line 1 holds only $3,200, and line 8 only $3,200" in text
    assert "$258 of additional tax or penalty" in text
    assert text.count("Price: nothing") == 1, "only until October"


def test_out_of_a_governmental_457b_nothing_is_early():
    """IRC 72(t)(1), (9): it is no qualified retirement plan; 50,000 of income, and no 10 % of the 8,000."""
    text = repaired("withheld", "my 457(b)", "50,000", "8,000", "October 15, 2026", "none", "32")
    assert text.count("about $16,000 of income tax on $50,000") == 2
    assert "additional tax or penalty" not in text
    assert "rolled into it" in text


def test_a_pile_with_a_withdrawal_names_lines_6_and_7():
    """12,000 of 42,000 in 2020; 14,571.43 of 30,000 in 2021, with 1,000 withdrawn; 20,085.72 of 30,300 in 2022."""
    told = (
        "8606|6,000 for 2019 to 2022|2020: 12,000; 2022: 12,300|2021: 1,000|none|2020: 30,000; 2021: 29,000;"
        " 2022: 18,000|2020: 12,000; 2021: 1,000; 2022: 12,300|none|2019: 6,000"
    )
    text = repaired(*told.split("|"))
    assert "line 6 $29,000, line 7 $1,000, line 13 $485.71 and line 14 $14,085.72; taxable $514.29" in text
    assert "line 2 $14,085.72, line 6 $18,000, line 8 $12,300, line 13 $8,153.61 and line 14 $11,932.11" in text
    assert "$150 of additional tax or penalty" in text


def test_too_late_for_the_growth_nothing_is_said_of_it():
    """After October 15, 2025 only the excess of 2024 itself comes out: 60 for each of two year-ends."""
    text = repaired("too much", "Roth", "2024", "8,000", "1,000", "March 2024", "idk", "idk")
    assert "$120 of additional tax" in text
    assert "growth is left out" not in text


def test_withheld_from_an_ira_takes_its_share_of_basis_and_contribution():
    """22,000 / 100,000 is free: 7,800 of 10,000 and 23,400 of 30,000 are income, 780 for being early."""
    told = "withheld|IRA|40,000|10,000|November 10, 2026|60,000|15,000|7,000|1990|24"
    text = repaired(*told.split("|"))
    assert text.count("on $31,200 of income in 2026") == 2
    assert "$780 of additional tax" in text


def test_old_excesses_that_later_limits_took_up_are_counted_year_by_year():
    """Form 5329 Part IV from 2019 on: 360, 720, 720, 360, 210, 120, 120."""
    told = "several years|Roth|2019: 6,000; 2020: 6,000|2022: 6,000; 2023: 2,500|2024: 1,500"
    text = repaired(*told.split("|"))
    assert "2023: $0 too much that year, $3,500 in all on December 31: $210" in text
    assert "$2,610 of additional tax" in text
    assert "Take out $2,000" in text


def test_an_excess_in_a_traditional_ira_over_years_that_took_some_up_and_some_out():
    """Form 5329 Part III, lines 9 to 17: 120, 300, 240 after 1,000 of room, 330, 300 after 500 came out."""
    told = "several years|traditional|2021: 2,000; 2022: 3,000; 2024: 1,500|2023: 1,000|2025: 500"
    text = repaired(*told.split("|"))
    for year, left, tax in ((2021, "2,000", 120), (2022, "5,000", 300), (2023, "4,000", 240), (2024, "5,500", 330)):
        assert f"${left} in all on December 31: ${tax} (Form 5329 line 17)" in text, year
    assert "$1,290 of additional tax" in text
    assert "$1,590 of additional tax" in text
    assert "408(d)(5)" in text


def test_the_newest_of_several_years_keeps_its_october_date():
    told = "several years|Roth|2024: 4,000; 2025: 7,000|none|none"
    text = repaired(*told.split("|"), today=date(2026, 8, 1))
    assert "Last day: October 15, 2026" in text
    assert "$480 of additional tax" in text, "6 % of 4,000 for 2024 and 2025"
    assert "growth that is paid back or converted is income" in text


def test_an_excess_that_was_converted_takes_the_growth_of_both_accounts_along():
    """2,600 / 7,000 of 7,140 is 2,652, and a tenth more since: 2,917.20; 4,400 / 7,000 of 7,140 stays on line 8."""
    told = "too much|traditional|2025|7,000|2,600|yes|7,140|March 10, 2025|20,000|29,854|none|none|yes|24"
    text = repaired(*told.split("|"), today=date(2026, 5, 1))
    assert "$2,917.20 paid back to you from the Roth IRA" in text
    assert "line 1 holds only $4,400, and line 8 only $4,488" in text
    assert "on $317.20 of income in 2025" in text
    assert "$156 of additional tax" in text


def test_paid_in_and_relabeled_after_the_year_it_is_on_line_4_and_not_on_line_6():
    told = "relabeled|2025|January 20, 2026|7,000|7,100|April 2, 2026|10,000|40,000|7,100|2026|33,000|5,000|22"
    text = repaired(*told.split("|"))
    assert "line 2 $5,000, line 4 $7,000, line 6 $40,000, line 8 $10,000" in text
    assert "taxable $9,000" in text
    assert "taxable $5,152.37" in text


def test_a_loss_on_returned_deferrals_lowers_what_comes_back_not_the_income_of_their_year():
    text = repaired("deferred too much", "2026", "30,000", "1985", "-200", "no", "24")
    assert "$5,300 in all" in text
    assert "on $5,500 of income in 2026" in text
    assert "a loss is taken off there" in text


def test_withheld_from_a_plan_needs_no_form_8606():
    """402(c): 9,000 of income, 10 % of the 1,800."""
    text = repaired("withheld", "my 403(b)", "9,000", "1,800", "November 3, 2026", "none", "1985", "24")
    assert "on $9,000 of income" in text
    assert "$180 of additional tax" in text
    assert "line 7" not in text
    assert "no Form 8606" in text


def test_who_left_the_job_at_55_pays_no_early_tax_on_plan_money():
    told = (
        "/start",
        "2026",
        "single",
        "310k",
        "310k",
        "1970",
        "/repair",
        "withheld",
        "401k",
        "9,000",
        "1,800",
        "November 3, 2026",
    )
    asked = Talk().says(*told, "none")
    assert asked.asked == "repair.left_at_55"
    assert "additional tax" not in asked.says("yes", "24").text


def test_several_years_are_one_table():
    """IRC 4973: 360 + 750 + 1,170 + 1,170."""
    text = repaired("several years", "Roth", "2022: 6,000; 2023: 6,500; 2024: 7,000", "none", "none")
    assert "2025: $0 too much that year, $19,500 in all on December 31: $1,170 (Form 5329 line 25)" in text
    assert "$3,450 of additional tax or penalty" in text
    assert "Form 5329 for 2022, Form 5329 for 2023, Form 5329 for 2024 and Form 5329 for 2025" in text
    assert "$4,620" in text


def test_a_relabeled_contribution_that_was_converted_has_its_two_forms_and_its_statement():
    told = "relabeled|2025|March 1, 2025|7,000|7,420|February 10, 2026|none|7,420|2026|none|none|24"
    text = repaired(*told.split("|"))
    assert "Form 8606 for 2025: line 1 $7,000, line 2 $0 and line 14 $7,000" in text
    assert "line 1 $0, line 2 $7,000, line 6 $0, line 8 $7,420, line 13 $7,000 and line 14 $0; taxable $420" in text
    assert "On February 10, 2026 I had $7,000 of it, with its net income $7,420 in all" in text


def test_relabeled_in_spring_it_counts_in_line_6_of_the_year_before():
    told = "relabeled|2025|March 1, 2025|7,000|7,300|March 3, 2026|20,000|60,000|none|none|24"
    text = repaired(*told.split("|"))
    assert "line 6 $67,300" in text
    assert "taxable $18,396.33" in text


def test_a_deduction_by_mistake_is_taken_back_or_left():
    text = repaired("deducted by mistake", "2025", "7,000", "2026", "7,100", "none", "none", "24")
    assert "on $7,000 of income in 2025" in text
    assert "on $100 of income in 2026" in text
    assert "on $7,100 of income in 2026" in text


def test_a_contribution_for_the_wrong_year_counts_as_it_was_booked():
    text = repaired("wrong year", "2025", "2026", "7,000", "500", today=date(2026, 4, 1))
    assert "Last day: April 15, 2026" in text
    assert "Have $6,500 paid back" in text
    assert "$390 of additional tax" in text


def test_roth_plan_money_in_a_traditional_ira_has_to_leave():
    told = "roth 401k money|20,000|October 20, 2026|30,000|50,500|none|none|24"
    text = repaired(*told.split("|"))
    assert "Have $20,200 paid back" in text
    assert "$1,200 of additional tax" in text


def test_after_tax_ira_money_in_a_plan_comes_back_untaxed():
    text = repaired("rolled my whole IRA into my 401k", "11,000", "November 2, 2026", "none", "none")
    assert "Last day: January 1, 2027" in text
    assert text.count("Price: nothing") == 2
    assert "on $11,000 in the year in which it comes out" in text


def test_after_tax_money_in_an_ira_can_be_parted_by_a_plan():
    """20,000 after tax and 1,200 before: converting 20,000 takes 20,000 × 1,200 / 21,200 of income along."""
    text = repaired("after-tax plan money", "20,000", "1,200", "October 20, 2026", "none", "none", "yes", "24")
    assert "Last day: December 19, 2026" in text
    assert "on $1,132.08 of income" in text


def test_simple_money_moved_early_costs_a_quarter_more():
    text = repaired(
        *("simple", "12,000", "October 20, 2026", "7,500", "none", "12,100", "1985", "24"),
    )
    assert "$3,000 of additional tax" in text, "25 % of 12,000"
    assert "Back" not in text
    assert "SIMPLE IRA as a 60-day rollover" in text
    assert "$4,537.50 paid back" in text, "4,500 and its share of 100 on 12,000"


def test_a_conversion_stays_and_what_lowers_its_tax_is_named():
    text = repaired("undo", "2026", "7,000", "93,000", "7,000", "none", "yes", "24")
    assert "cannot go back" in text
    assert "Move $93,000 of pre-tax IRA money" in text
    assert "Move" not in repaired("undo", "2026", "7,000", "93,000", "none", "none", "yes", "24")


def test_facts_of_the_talk_are_not_asked_again():
    """Income, age, pay, IRAs and the amount are known; 165,000 leaves 1,500 of the limit in 2026."""
    straight = SINGLE | {
        "agi": "165,000",
        "add_backs": "none",
        "moves": "straight into a Roth",
        "contributed_roth": "7,500",
    }
    talk = interview(straight).says("/repair", "income too high", "2026")
    assert talk.asked == "repair.made_on"
    talk.says("March 2026", "idk", "idk")
    assert talk.asked is None
    assert "$6,000 of the 2026 contribution may not stay" in talk.text
    assert "I worked that out from the income" in talk.text


def test_the_tax_comes_from_the_talk_where_it_is_about_the_same_year():
    talk = interview(SINGLE | {"state": "Texas"}).says("/repair", "undo", "2026", "10,000")
    assert talk.asked is None, "no IRAs, no basis and no contribution were told; the income is known"
    assert "$3,500 of federal tax on $10,000" in talk.text, "35 % above 256,225 of taxable income"


def test_leaving_keeps_the_answers_and_the_interview_goes_on_at_its_open_question():
    talk = Talk().says("/start", "2026", "single", "/repair", "undo", "2026", "/cancel")
    assert talk.asked == "you.compensation"
    assert talk.answers["repair.year"] == 2026
    assert talk.says("/repair").asked == "repair.converted"


def test_the_desk_leaves_a_confirmed_plan_as_it_was():
    talk = interview(SINGLE).says("yes", "/repair", "undo", "2025", "10,000", "none", "none", "none", "24")
    assert talk.says("/cancel").stage == "planned"


def test_another_mishap_asks_its_own_questions_anew():
    talk = Talk().says("/start", "/repair", "undo", "2026", "7,000", "none", "none", "none", "24")
    talk.presses("Something else happened", "Tax was withheld from a conversion")
    assert talk.asked == "repair.source"
    assert "repair.converted" not in talk.answers


def test_an_answer_can_be_changed_at_the_desk():
    talk = Talk().says("/start", "/repair", "undo", "2026", "7,000", "none", "none", "none", "24")
    talk.presses("Change an answer", "Converted: $7,000").says("8,000")
    assert "$8,000 cannot go back" in talk.text


def test_at_the_desk_a_yes_or_no_leads_back_to_it():
    talk = Talk().says("/start", "/repair", "undo", "/forget", "no")
    assert (talk.stage, talk.asked) == ("repair", "repair.year")


# What was said, the answer that contradicts, what is said of it; then the label of the answer that is changed, the
# new one, and the question or the sentence that comes then. The limit of 2026 is 7,500, and 1,100 more from 50.
CONTRADICTIONS = {
    "more withheld than paid out": (
        ("withheld", "an IRA", "500"), "750", "$750 cannot be withheld from $500",
        "Paid out in all: $500", "5,000", "repair.taken_on",
    ),
    "more after-tax money than paid out": (
        ("withheld", "401k", "9,000", "1,800", "October 1, 2026"), "10,000", "$10,000 of after-tax money",
        "After-tax part of the payout: $10,000", "1,000", "you.birth_year",
    ),
    "nothing was withheld": (
        ("withheld", "an IRA", "500"), "none", "amount of zero", "Withheld: $0", "$50.00", "repair.taken_on",
    ),
    "more too much than was put in": (
        ("income too high", "2026", "7,500"), "9,000", "$9,000 cannot be too much of $7,500",
        "Too much of it: $9,000", "3,000", "repair.made_on",
    ),
    "nothing was too much": (
        ("income too high", "2026", "7,500"), "none", "amount of zero", "Too much of it: $0", "3,000",
        "repair.made_on",
    ),
    "paid in before the year": (
        ("income too high", "2026", "7,500", "idk"), "March 3, 2024", "March 3, 2024 is not a day",
        "Paid in on: March 3, 2024", "March 3, 2026", "repair.opening",
    ),
    "above the limit of any age": (
        ("income too high", "2026"), "8,700", "$8,600, catch-up included", "Contributed: $8,700", "7,500",
        "repair.excess",
    ),
    "empty, and nothing was taken out": (
        ("income too high", "2026", "7,500", "idk", "March 2026", "1,000", "0", "none"), "none", "The IRA is empty",
        "Taken out since: $0", "500", "repair.iras",
    ),
    "converted, and nothing arrived": (
        ("too much", "traditional", "2026", "7,500", "3,000", "yes"), "0", "nothing reached the Roth IRA",
        "Reached the Roth IRA: $0", "7,600", "repair.made_on",
    ),
    "nothing was converted": (
        ("plan was rolled to an IRA", "2026", "90,000"), "none", "makes nothing taxable", "Converted: $0", "7,000",
        "repair.year_end",
    ),
    "nothing was converted, and sorry for it": (
        ("undo", "2026", "none", "none", "none"), "none", "amount of zero", "Converted: $0", "7,000", "repair.rate",
    ),
    "more taken out than was too much": (
        ("several years", "Roth", "2022: 6,000; 2023: 6,500", "none"), "2023: 13,000",
        "By the end of 2023 $13,000 was taken out, and only $12,500", "Taken out again, by year: 2023: 13,000",
        "2023: 12,500", "",
    ),
    "a year over its limit and under it": (
        ("several years", "Roth", "2022: 6,000; 2023: 6,500"), "2023: 1,000", "2023 cannot take up an excess",
        "Limit not used, by year: 2023: 1,000", "2024: 1,000", "repair.removed",
    ),
    "moved before it was paid in": (
        ("relabeled", "2025", "March 3, 2025", "7,000", "7,420"), "February 10, 2025", "before it was paid in",
        "Moved over on: February 10, 2025", "February 10, 2026", "repair.same_year",
    ),
    "relabeled after the last day": (
        ("relabeled", "2025", "March 3, 2025", "7,000", "7,420"), "November 10, 2026", "until October 15, 2026",
        "Moved over on: November 10, 2026", "October 15, 2026", "repair.same_year",
    ),
    "converted before it was there": (
        ("deducted by mistake", "2025", "7,000"), "2024", "A conversion in 2024", "Year of the conversion: 2024",
        "2025", "repair.converted",
    ),
    "booked as it was meant": (
        ("wrong year", "2025"), "2025", "the year it was meant for", "Booked for: 2025", "2026", "repair.contributed",
    ),
    "booked five years away": (
        ("wrong year", "2025"), "2020", "cannot have been booked for 2020", "Booked for: 2020", "2026",
        "repair.contributed",
    ),
    "in the Roth IRA before the plan's year": (
        ("acp", "2025", "4,000", "200", "Roth IRA"), "2024", "before the plan's year 2025",
        "Reached the Roth IRA in: 2024", "2025", "",
    ),
    "more comes back than a plan takes": (
        ("acp", "2025"), "400,000", "a plan takes $70,000 of additions in all for 2025",
        "After-tax money that goes back: $400,000", "4,000", "repair.earnings",
    ),
    "a loss above the amount": (
        ("acp", "2025", "4,000", "-9,000"), "after-tax", "A loss of $9,000", "Growth on it: -$9,000", "-900", "",
    ),
    "a form before there were any": (
        ("8606",), "1980: 2,000", "begin with 1987", "Nondeductible contributions: 1980: 2,000", "1990: 2,000",
        "repair.conversions",
    ),
    "taxed more than came out": (
        ("8606", "2022: 6,000", "2022: 6,000", "none", "none", "2022: 0"), "2022: 7,000",
        "cannot show $7,000 as taxable when $6,000", "Taxed on the returns: 2022: 7,000", "2022: 6,000",
        "repair.late",
    ),
    "more came late than was put in": (
        ("8606", "2022: 6,000", "2022: 6,000", "none", "none", "2022: 0", "2022: 6,000"), "2022: 7,000",
        "$6,000, not $7,000", "Paid in after the year's end: 2022: 7,000", "2022: 1,000", "repair.printed",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "other", "sentence", "label", "anew", "then"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys()
)
def test_answers_that_contradict_are_named_at_once_and_nothing_is_lost(said, other, sentence, label, anew, then):
    """As soon as both are there; one of them is changed, and the desk goes on from where it was."""
    talk = Talk().says("/start", "/repair", *said, other)
    assert sentence in talk.text
    assert (talk.stage, talk.asked) == ("repair", None)
    before = {name for name in talk.answers if name.startswith("repair.")}
    talk.presses("Change an answer", label).says(anew)
    assert sentence not in talk.text
    assert talk.asked == (then or None), talk.text
    assert before <= {*talk.answers}


def test_more_cannot_come_out_of_an_ira_than_it_holds():
    """7,500 into 1,000; 90,000 went out and 100 is left: the share of 90,100 in 8,500 is 79,500."""
    told = ("2026", "7,500", "idk", "March 2026", "1,000", "100", "none", "90,000", "none")
    assert "$79,500 would have to come out, and that IRA holds $100" in repaired("income too high", *told)


@pytest.mark.parametrize(("day", "lines"), [("May 3, 2019", "line 4c"), ("May 3, 2020", "line 5a")])
def test_a_plan_payout_stands_on_the_lines_of_its_year(day, lines):
    assert f"goes on {lines} of Form 1040" in repaired("withheld", "401k", "9,000", "900", day, "none", "1950", "24")


def test_what_came_in_after_the_april_date_may_count_for_another_year():
    told = ("2025", "7,000", "idk", "June 3, 2026", "idk", "idk", "none")
    assert "counts for the year in which it comes in" in repaired("income too high", *told)


@pytest.mark.parametrize(
    ("today", "day"), [(FEBRUARY, "December 31, 2026"), (NOVEMBER, "December 31, 2026"), (date(2027, 2, 1), "")]
)
def test_a_refund_after_the_acp_test_has_until_the_end_of_the_year_after(today, day):
    """March 15 is the day of the employer's excise, not of the refund (IRC 401(m)(6), 4979(f))."""
    text = repaired("acp", "2025", "4,000", "200", "after-tax", "24", today=today)
    assert "Paid by March 15, 2026 it costs the employer no excise" in text
    assert ("Last day" in text) is bool(day)
    assert day in text


def test_a_year_below_zero_is_asked_for_again():
    assert Talk().says("/start", "/repair", "8606", "2022: -6,000").asked == "repair.contributions"


def test_a_couple_is_asked_whose_it_is():
    couple = Talk().says("/start", "2026", "married filing jointly", "/repair", "undo")
    assert couple.asked == "repair.who"


HEARD = {
    "I put money straight into a Roth but make too much": "income was too high",
    "I rolled my old 401k into an IRA in July and did a backdoor in March": "a plan went to an IRA",
    "a plan went to an ira": "a plan went to an IRA",
    "I never filed form 8606 for 2021": "Form 8606 not filed",
    "the custodian withheld 20% of it": "tax withheld",
    "my plan failed the ACP test and sent me a check": "refunded by the plan's test",
    "I have two jobs and put 35k into 401ks": "over two jobs",
    "put in $9,000 instead of 7,000": "more put into an IRA",
    "I recharacterized my Roth contribution in February": "that was relabeled",
    "software deducted my contribution by mistake": "deducted by mistake",
    "my broker has the contribution under the wrong year": "for the wrong year",
    "my Roth 401k money went to a traditional IRA": "Roth plan money",
    "I rolled my whole IRA into my 401k, basis and all": "went into a plan",
    "we contributed to our Roths every year though the income was too high": "several years",
    "I put 7,000 straight into my Roth IRA for 2025 but earned too much": "income was too high",
    "never filed 8606 for 2018 to 2022": "Form 8606 not filed",
    "a shoebox of old returns and no form": "Form 8606 not filed",
    "the excess went into my Roth with the conversion": "more put into an IRA",
    "four years of excess contributions": "several years",
    "I recharacterized my 2025 Roth contribution in March and converted it in April": "that was relabeled",
}


@pytest.mark.parametrize(("said", "means"), HEARD.items())
def test_what_happened_can_be_said_in_words(said, means):
    talk = Talk().says("/start", "I messed up", said)
    assert any(means in told for told in (talk.text, *talk.labels)), talk.labels


STORIES = {
    "I rolled 9,000 of my 403(b) to my Roth IRA and they withheld 1,800 for taxes": {
        "what": "withheld", "source": "plan", "gross": "9000", "held_back": "1800",
    },
    "20% of my conversion of 40,000 was withheld": {"what": "withheld", "gross": "40000"},
    "I contributed 7,500 to my traditional IRA for 2026 but only earned 3,200, and already converted all of it": {
        "what": "too_much", "account": "traditional", "year": 2026, "contributed": "7500", "gone_on": True,
    },
    "I put 7,000 straight into my Roth IRA for 2025 but earned too much": {
        "what": "direct_roth", "year": 2025, "contributed": "7000",
    },
    "changed jobs and put 31,000 in two 401(k)s": {"what": "deferrals", "deferred": "31000"},
    "I put 7,000 straight into my Roth IRA for 2026 in March but we earn too much": {
        "what": "direct_roth", "year": 2026, "contributed": "7000", "made_on": "2026-03-31",
    },
    "For 2022, 2023 and 2024 I contributed the maximum to my Roth although our income was too high each year": {
        "what": "several_years", "account": "roth", "excesses": ["2022:6000", "2023:6500", "2024:7000"],
    },
    "I overcontributed 1,000 to my traditional IRA in 2023 and 2024": {
        "what": "several_years", "account": "traditional", "excesses": ["2023:1000", "2024:1000"],
    },
    "I rolled my whole IRA into my 401(k), and forgot that 11,000 of it was after-tax basis": {
        "what": "basis_in_plan", "basis_sent": "11000",
    },
}  # fmt: skip


@pytest.mark.parametrize(("said", "told"), STORIES.items())
def test_what_the_story_tells_is_listed_once_and_not_asked_again(said, told):
    """Nothing is stored before the yes, and nothing that was told is asked after it."""
    talk = Talk().says("/start", "/repair", said)
    assert talk.stage == "confirming"
    assert not any(fact.startswith("repair.") for fact in talk.session.answers)
    talk.says("yes")
    assert {name: talk.session.answers.get(f"repair.{name}") for name in told} == told
    assert talk.stage == "repair"
    assert talk.asked not in {f"repair.{name}" for name in told}


def test_two_amounts_of_one_kind_are_asked_for():
    talk = Talk().says("/start", "/repair", "they withheld 1,800 of one conversion and withheld 900 of another")
    assert "Withheld" not in talk.text
    assert "“1,800” and “900”" in talk.text


def test_an_amount_of_the_story_without_a_question_is_named():
    said = "I contributed 7,500 to my traditional IRA for 2026 but only earned 3,200, and already converted all of it"
    text = Talk().says("/start", "/repair", said).text
    assert "Contributed: $7,500" in text
    assert "no place for “3,200”" in text


def test_every_question_of_the_desk_is_asked_by_some_repair():
    from dialogs import desks
    from dialogs.desks.repairs import SITUATIONS
    from dialogs.interview.agenda import agenda

    asked = set()
    for what in SITUATIONS:
        told = {"filing_status": "mfj", "repair.what": what, "repair.year": 2025, "repair.who": "you"} | TOLD
        today = date(2026, 6, 1)
        for more in ({}, {"repair.account": "traditional", "you.birth_year": 1969}):
            asked |= {
                q.fact for q in desks.agenda(Stage.REPAIR, told | more, agenda(told | more, today), today).asked
            }
        bare = {"repair.what": what, "repair.year": 2025}
        asked |= {q.fact for q in desks.agenda(Stage.REPAIR, bare, agenda(bare, today), today).asked}
    assert {card.fact for card in desk_cards(Stage.REPAIR)} - asked == set()


TOLD = {
    "repair.account": "roth", "repair.contributed": "7000", "repair.excess": "7000", "repair.made_on": "2025-03-31",
    "repair.opening": "0", "repair.closing": "8000", "repair.added": "0", "repair.taken_out": "0",
    "repair.filed": True, "repair.iras": "58000", "repair.basis": "0", "repair.year_end": "58000",
    "repair.contribution": "0", "repair.converted": "7000", "repair.plan_takes": True,
    "repair.source": "plan", "repair.taken_on": "2025-10-01", "repair.gone_on": True, "repair.same_year": "20000",
    "repair.later": "7000",
    "repair.conversions": ["2025:7000"], "repair.contributions": ["2025:7000"], "repair.where": "roth_ira",
}  # fmt: skip


STRAIGHT = SINGLE | {
    "ira_kinds": "roth",
    "roth_first_year": "2019",
    "moves": "straight into a roth",
    "contributed_roth": "7,500",
}


def test_a_plan_leads_to_the_repair_it_needs():
    talk = interview(STRAIGHT).says("yes")
    talk.presses("Put right: Roth contribution, income too high")
    assert talk.asked == "repair.made_on", "year, amount and excess are the plan's"
    assert "repair.what" in talk.answers
    assert not any(label.startswith("Put right") for label in interview(SINGLE).says("yes").labels)


def test_the_plan_of_a_couple_leads_to_the_repair_of_the_right_spouse():
    told = COUPLE | {f"spouse.{fact}": STRAIGHT[fact] for fact in ("ira_kinds", "roth_first_year", "moves")}
    told |= {"spouse.contributed_roth": "7,500"}
    talk = interview(told).says("yes").presses("Put right: Roth contribution, income too high")
    assert talk.answers["repair.who"] == "spouse"


def test_why_shows_the_worksheet_behind_a_way_out():
    talk = interview(STRAIGHT).says("yes").presses("Put right: Roth contribution, income too high")
    talk.says("March 2026", "12,400", "20,150", "none", "none").presses("Why?", "Take it back")
    assert "Reg. 1.408-11" in talk.text or "adjusted" in talk.text.casefold()
    assert "$94.22" in talk.text


def test_a_day_ahead_is_named_and_asked_again():
    talk = Talk(today=FEBRUARY).says("/start", "/repair", "withheld", "an IRA", "7,500", "750", "October 20, 2026")
    assert "October 20, 2026 is still ahead" in talk.text
    assert talk.asked == "repair.taken_on"


def test_a_bare_repair_begins_with_what_the_plan_has_to_put_right():
    talk = interview(STRAIGHT).says("yes", "/repair")
    assert talk.asked == "repair.made_on"
    assert "You told before:" in talk.text
    assert "the income was too high" in talk.text


def test_a_mistake_told_in_passing_opens_the_desk_with_what_was_told():
    talk = Talk().says("I think I messed up, I put 7,000 straight into my Roth in February and we make 290k")
    assert not talk.answers
    assert "$7,000" in talk.text
    assert "February 28, 2026" in talk.text
    assert "$290,000" in talk.text, "income of no other year is the interview's"
    talk.says("yes")
    assert talk.asked == "repair.year", "what it was, how much and when are told"
    assert talk.says("2026").asked == "repair.excess"


def test_the_age_in_a_story_is_not_asked_again():
    talk = Talk().says("/start", "/repair", "I rolled 9,000 of my 403(b) to my Roth and they withheld 1,800, I am 41")
    assert {"Birth year: 1985", "Birth year: 1984"} <= set(talk.labels)
    talk.presses("Birth year: 1985").says("yes")
    assert talk.answers["you.birth_year"] == 1985


def test_who_asks_about_a_slip_is_shown_the_way_to_the_desk():
    talk = Talk().says("/start", "I converted and they withheld tax, did I ruin everything?")
    talk.presses("It has happened: put it right")
    assert "tax withheld from a conversion" in talk.text, "the list is not lost over it"
    assert talk.presses("Yes, all").stage == "repair"
    assert talk.session.mentioned == {"circumstances": ["withheld"]}


@pytest.mark.parametrize(
    "said",
    ["I never filed form 8606", "form 8606 for 2016 was never filed", "I forgot form 8606 in 2019 and 2020"],
)
def test_a_form_that_never_went_in_is_no_basis_of_zero(said):
    """IRC 408(o)(4): money that was not deducted is basis, whether the form went in or not."""
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", said)
    assert not any(fact.endswith("basis") for fact in talk.session.answers)
    assert "Basis from earlier years" not in talk.text
    assert talk.stage == "repair" or "/repair" in talk.text


@pytest.mark.parametrize(
    "said",
    [
        "rolled a plan into an ira|2026|50,000|7,000|60,000|idk|7,000|yes|24",
        "after-tax plan money|20,000|1,200|October 20, 2026|40,000|idk|yes|24",
        "withheld|an IRA|10,000|1,000|October 20, 2026|60,000|idk|7,000|1985|24",
        "8606|2022: 6,000; 2023: 6,500|none|none|idk|none",
    ],
)
def test_basis_that_is_not_known_counts_as_none_and_that_is_said(said):
    text = repaired(*said.split("|"))
    assert "(line 14 of the last Form 8606) is not known and counts as none here" in text


def test_other_iras_that_are_not_known_are_named_while_a_conversion_is_open():
    asked = ("income too high", "2025", "7,000", "7,000", "March 2025", "idk", "idk")
    said = "Other traditional, SEP and SIMPLE IRAs are not known and count as none here"
    assert said in repaired(*asked, "yes", "idk", today=date(2026, 10, 1))
    assert said not in repaired(*asked, "idk", today=date(2026, 10, 16)), "relabeling is closed"


def test_years_that_an_answer_leaves_out_are_named():
    """Line 6 and line 4b of 2023 are missing: counted as $0, and said."""
    text = repaired(
        *("8606", "2022: 6,000; 2023: 6,500", "2022: 6,000; 2023: 6,500", "none", "none"),
        *("2022: 500", "2022: 6,000", "none", "none"),
    )
    assert "The December 31 value of 2023 was not named and counts as $0" in text
    assert "For 2023 no taxable amount was named" in text


def test_a_day_that_has_passed_is_not_promised():
    """The plan money had to be back by December 31, 2025; the Roth contribution moved by October 15, 2026."""
    rolled = repaired("rolled a plan into an ira", "2025", "50,000", "7,000", "60,000", "none", "7,000", "yes", "24")
    assert "can go back" not in rolled
    assert "the last day was December 31, 2025" in rolled
    direct = repaired("income too high", "2025", "7,000", "7,000", "March 2025", "idk", "idk", "none")
    assert "put right" not in direct


def test_the_last_day_to_change_the_year_is_named():
    assert "only until April 15, 2026" in repaired("wrong year", "2025", "2026", "7,000", "7,500")


@pytest.mark.parametrize(
    ("born", "paid_out", "early", "near"),
    [
        ("1967", "June 20, 2026", True, False),  # 59 at the oldest
        ("1967", "July 1, 2026", True, True),  # 59½ only if born on January 1
        ("1966", "June 20, 2026", True, True),  # under 59½ if born at the end of December
        ("1966", "July 1, 2026", False, False),  # 59½ on June 30 at the latest
    ],
)
def test_the_half_year_counts_before_59_half(born, paid_out, early, near):
    """IRC 72(t)(2)(A)(i): the costlier answer while the birthday decides, and that is said."""
    text = repaired("withheld", "an IRA", "10,000", "1,000", paid_out, "none", "none", "none", born, "24")
    assert ("additional tax or penalty" in text) is early
    assert ("falls away if 59½ was reached" in text) is near


def test_simple_money_moved_early_is_income_on_form_1040():
    text = repaired("simple", "12,000", "October 20, 2026", "7,500", "none", "12,100", "1985", "24")
    assert "Forms: Form 1040, with that income on it and Form 5329" in text
