"""The next season: line 14 becomes the basis, the year's own facts are asked again, the rest stays."""

from datetime import date

from calc import law
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import NOVEMBER, Talk

DONE = SINGLE | {
    "tax_year": "2025", "ira_kinds": "traditional and roth", "traditional": "0", "roth_first_year": "2019",
    "moves": "traditional, converted", "contributed": "7,000", "contributed_late": "none", "converted": "7,000",
    "basis": "none", "year_end_value": "0", "roll_in": "no", "deferrals": "23,500",
}  # fmt: skip


def test_what_a_year_changes_is_asked_again_and_the_rest_is_kept():
    talk = interview(DONE).says("yes", "/nextyear")
    assert talk.stage == "renewing"
    talk.presses("Yes, start it")
    kept = talk.answers
    assert kept["tax_year"] == 2026
    assert kept["you.birth_year"] == 1984
    assert kept["you.plans.401k.after_tax_allowed"] is False
    assert kept["you.ira_kinds"] == ["traditional", "roth"]
    again = {"you.compensation", "agi", "you.traditional", "you.moves", "you.contributed", "you.converted", "save"}
    assert again & kept.keys() == set()
    assert talk.asked == "you.compensation"


def test_line_14_of_the_season_is_the_basis_of_the_next():
    """10,000 + 7,000 of basis, 7,000 converted beside 27,000: 7,000 × 17,000/34,000 goes, 13,500 stays."""
    told = DONE | {"basis": "10,000", "year_end_value": "27,000"}
    talk = interview(told).says("yes", "/nextyear")
    assert "$13,500" in talk.text
    assert talk.says("yes").answers["you.basis"] == "13500.00"


def test_a_contribution_of_the_spring_is_known_in_the_next_season_and_counts_once():
    """1,000 of basis left by a conversion of as much; 7,000 paid in afterwards stay."""
    told = DONE | {
        "basis": "1,000",
        "converted": "1,000",
        "traditional": "7,000",
        "contributed_late": "7,000",
        "converted_next": "none",
    }
    talk = interview(told, Talk(today=date(2026, 2, 1))).says("yes", "/nextyear", "yes")
    facts = talk.answers
    assert (facts["you.basis"], facts["you.contributed_prior"], facts["you.basis_includes_prior"]) == (
        "7000.00",
        "7000",
        True,
    )
    while talk.asked != "you.moves":
        talk.says({"traditional": "7,000"}.get(talk.asked.rpartition(".")[2], "300k"))
    assert any(label.startswith("✓ Paid") and label.endswith("for 2025") for label in talk.labels)


def test_the_age_moves_on_by_itself():
    told = DONE | {"birth_year": "1976"}
    talk = interview(told).says("yes", "/nextyear", "yes")
    while talk.asked:
        name = talk.asked.rpartition(".")[2]
        talk.says({"moves": "none", "prior_wages": "200k", "offers_roth": "yes"}.get(name) or told[name])
    assert "$8,600 into a traditional IRA" in talk.says("yes").text, "50 in 2026: 7,500 and 1,100"


def test_last_seasons_answers_come_back():
    talk = interview(DONE).says("yes")
    old = talk.answers
    assert talk.says("/nextyear", "yes", "bring back").answers == old


def test_staying_changes_nothing():
    talk = interview(DONE).says("yes")
    old = talk.answers
    talk.says("/nextyear").presses("No, stay here")
    assert (talk.stage, talk.answers) == ("planned", old)


def test_a_year_that_is_not_published_is_refused_by_name_with_what_stands():
    newest = law.latest()
    told = SINGLE | {"tax_year": f"{newest}"}
    talk = interview(told, Talk(today=NOVEMBER.replace(year=newest))).says("yes", "/nextyear")
    assert talk.stage == "planned"
    assert f"limits for {newest + 1} have not been published" in talk.text
    assert f"converted in {newest + 1}" in talk.text
    assert f"Line 14 of Form 8606 for {newest}" in talk.text


def test_without_a_tax_year_there_is_nothing_to_carry():
    talk = Talk(today=NOVEMBER).says("/start", "/nextyear")
    assert talk.asked == "tax_year"
    assert "tax year" in talk.text


def test_both_spouses_carry_their_own_basis():
    told = COUPLE | {"tax_year": "2025", "you.basis": "4,000", "spouse.basis": "5,000", "deferrals": "20k"}
    text = interview(told, Talk(today=date(2026, 3, 2))).says("yes", "/nextyear").text
    assert "$11,000" in text.partition("line 14): ")[2]  # 4,000 and the 7,000 that the plan pays in
    assert "Spouse's basis (Form 8606 line 14): $12,000" in text
