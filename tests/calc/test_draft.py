"""A worksheet that is being filled in: lines take their numbers where they are entered."""

from decimal import Decimal

import pytest

from calc.derivation import Draft, given, least, recompute


def test_what_is_worked_out_takes_the_number_of_its_line():
    f = Draft("1", "2", "3")
    f["1"], f["2"] = given(7_000, "contributed"), given(Decimal("58.50"), "basis")
    f["3"] = f["1"] + f["2"]
    sheet = f.worksheet("form_8606", "Form 8606")
    assert {number: line.money for number, line in sheet.items() if line} == {
        "1": 7_000,
        "2": Decimal("58.50"),
        "3": Decimal("7058.50"),
    }
    assert [operand.name for operand in sheet.line("3").operands] == ["1", "2"]
    assert recompute(sheet.line("3")) == sheet.money("3")


def test_what_is_taken_over_remembers_where_it_came_from():
    f = Draft()
    f["5"] = given(3_000, "converted")
    f["16"] = f["5"]
    assert (f["16"].name, f["16"].operands[0].name, f["16"].operands[0].operands[0].name) == ("16", "5", "converted")


def test_a_line_that_was_not_filled_in_stays_empty_and_is_not_computed_with():
    f = Draft("10", "11")
    f["11"] = least(given(5, "a"), given(3, "b"))
    assert list(f.worksheet("w", "").items()) == [("10", None), ("11", f["11"])]
    with pytest.raises(LookupError):
        f["10"]
