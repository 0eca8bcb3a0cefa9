"""The repair desk on forms that were never filed: money paid in late frees nothing of that year's conversion."""

from datetime import date

from tests.talk import Talk


def test_money_paid_in_after_the_year_is_on_line_4():
    """6,000 for 2022, 3,000 of it after December 31; 6,000 converted, nothing left: 3,000 of it is taxed."""
    talk = Talk(today=date(2026, 6, 1)).says("/repair", "8606")
    talk.says("2022: 6,000", "2022: 6,000", "none", "none", "none", "none")
    assert talk.asked == "repair.late"
    talk.says("2022: 3,000", "none", "24")
    assert "line 4 $3,000" in talk.text
    assert "line 14 $3,000" in talk.text
    assert "taxable $3,000" in talk.text


def test_a_year_without_a_conversion_has_no_line_4():
    talk = Talk(today=date(2026, 6, 1)).says("/repair", "8606")
    talk.says("2021: 6,000", "2022: 6,000", "none", "none", "none", "none")
    assert talk.asked != "repair.late"
