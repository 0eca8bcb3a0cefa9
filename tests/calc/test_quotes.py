"""Quotations of the law: letter for letter, about something that is there, and compared as a printer would allow."""

from pathlib import Path

import pytest

from bot.cli import main
from calc import law
from calc.law.quotes import holds, quotes
from dialogs.answering.cards import cards

POOLED = next(quote for quote in quotes() if quote.place == "IRC 408(d)(2)(A)")


def test_each_quotation_is_about_a_figure_or_a_card_and_was_checked_twice():
    names = {one.name for one in cards().values()}
    known = law.known() | law.standing().figures.keys() | names
    for quote in quotes():
        assert quote.subjects
        assert set(quote.subjects) <= known, quote.place
        assert quote.checked_against


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("(A) all individual retirement plans shall be treated as 1 contract, (B)", True),
        ("all individual retire-\nment plans\n  shall be treated as 1\tcontract", True),
        ("all individual retirement plans shall be treated as 2 contracts", False),
        ("All individual retirement plans shall be treated as 1 contract", False),
        ("", False),
    ],
)
def test_every_letter_counts_and_no_line_end(text: str, *, held: bool):
    assert holds(text, POOLED) is held


def test_the_documents_of_a_folder_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    of_408 = [quote for quote in quotes() if quote.document == POOLED.document]
    of_408a = [quote for quote in quotes() if quote.document != POOLED.document]
    (tmp_path / "usc-26-408.html").write_text("<p>" + "</p><p>".join(quote.text for quote in of_408) + "</p>")
    assert main(["quotes", str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told] == ["ok"] * len(of_408) + ["missing"] * len(of_408a)
    (tmp_path / "usc-26-408A.txt").write_text("something else")
    assert main(["quotes", str(tmp_path)]) == 1
    assert capsys.readouterr().out.count("WRONG") == len(of_408a)


def test_without_a_folder_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["quotes", str(tmp_path / "none")]) == 2
    assert "no folder" in capsys.readouterr().err
