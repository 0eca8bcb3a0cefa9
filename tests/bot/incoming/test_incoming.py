"""Files that a person sends in: their text, and what gets a sentence and changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import files
import pytest
from PIL import Image, ImageDraw, ImageFont

from bot import incoming
from bot.incoming import pdf, photo
from bot.papers import filled
from dialogs.messages import Kind

OFFICIAL = Path(__file__).parents[4] / "shared" / "domain" / "forms" / "f8606-2025.pdf"  # where it is at hand


def test_the_text_of_a_pdf_comes_line_by_line_with_what_is_typed_into_fields():
    assert incoming.said(files.pdf(), "pdf") == (Kind.PAPER, "\n".join(" ".join(one.split()) for one in files.STUB))
    typed = filled.fill(files.blank_form(), {"you": {"1": "7000", "14": "0"}})
    kind, text = incoming.said(typed, "pdf")
    assert kind is Kind.PAPER
    assert "1 words of the line 1 7,000" in text.split("\n")


def test_text_and_tables_come_as_they_are_whatever_program_wrote_them():
    table = io.StringIO()
    csv.writer(table).writerows([["Date", "Action"], ["02/12/2026", 'CASH "CONTRIBUTION", 7,000.00']])
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert incoming.said(table.getvalue().encode(encoding), "csv") == (Kind.PAPER, table.getvalue())


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {  # made when it is its turn: a bomb takes its time to pack
    "locked": (files.locked, "locked"),
    "cut": (lambda: files.pdf()[:400], "damaged"),
    "head": (lambda: b"%PDF-1.7", "damaged"),
    "zip": (lambda: b"PK\x03\x04", "damaged"),
    "empty": (bytes, "damaged"),
    "circle": (files.circle, "no_text"),
    "deep": (files.deep, "no_text"),
    "crowd": (files.crowd, "too_much"),
    "bomb": (files.bomb, "no_text"),
    "wordy": (files.wordy, "too_much"),
    "scan": (lambda: files.pdf(["."]), "no_text"),
    "large": (lambda: b"%PDF" + b" " * incoming.LARGEST, "too_large"),
    "forms in forms": (files.forms_in_forms, "no_text"),
    "huge picture": (files.huge_picture, "no_text"),
}


@pytest.mark.parametrize(("made", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_says_why(made: Callable[[], bytes], reason: str):
    kind, said = incoming.said(made(), "pdf")
    assert kind is Kind.UNREAD
    assert said in ({reason} if reason in {"locked", "too_large"} else {reason, "damaged", "too_much"})


def test_a_program_in_a_file_is_not_run_and_its_text_is_read():
    kind, text = incoming.said(files.with_a_program(), "pdf")
    assert kind is Kind.PAPER
    assert "Gross Pay" in text
    assert "alert" not in text


def test_what_is_no_text_is_not_taken_for_one():
    assert incoming.said(b"MZ\0\0\1", "txt") == (Kind.UNREAD, "damaged")


def test_a_picture_is_read_only_where_its_reader_is_installed():
    image = io.BytesIO()
    Image.new("RGB", (60, 30), "white").save(image, "PNG")
    kind, said = incoming.said(image.getvalue(), "png")
    assert (kind, said) == (Kind.UNREAD, "no_text" if photo.can_read() else "no_photos")


def test_a_scan_is_a_file_of_pictures_that_are_read_as_photos_are():
    image, scan = Image.new("RGB", (900, 240), "white"), io.BytesIO()
    ImageDraw.Draw(image).text((40, 80), "1 Gross distribution $ 7,630.95", "black", ImageFont.load_default(48))
    image.save(scan, "PDF")
    (picture,) = pdf.taken_from(scan.getvalue())
    assert Image.open(io.BytesIO(picture)).size == image.size
    kind, said = incoming.said(scan.getvalue(), "pdf")
    if photo.can_read():
        assert (kind, "7,630.95" in said) == (Kind.SCAN, True)
    else:
        assert (kind, said) == (Kind.UNREAD, "no_text")


def test_words_of_a_picture_stand_on_the_lines_they_stood_on():
    def box(x: float, y: float) -> list[tuple[float, float]]:
        return [(x, y), (x + 80, y), (x + 80, y + 20), (x, y + 20)]

    found = [(box(300, 102), "9,615.38", 0.99), (box(10, 100), "Gross Pay", 0.9), (box(10, 140), "Net", 0.9)]
    assert photo.rows_of([*found, (box(10, 180), "smudge", 0.2)]) == ["Gross Pay  9,615.38", "Net"]


def test_a_paper_that_was_held_askew_is_turned_before_its_lines_are_told():
    def box(x: float, y: float) -> list[tuple[float, float]]:  # falls by 35 pixels on 1,000
        return [
            (x + across, y + down + 0.035 * (x + across)) for across, down in ((0, 0), (200, 0), (200, 28), (0, 28))
        ]

    found = [(box(50, 100), "Gross Pay", 0.9), (box(1200, 100), "230,769.12", 0.9), (box(700, 100), "9,615.38", 0.9)]
    below = [(box(50, 140), "Match", 0.9), (box(700, 140), "288.46", 0.9), (box(1200, 140), "6,923.04", 0.9)]
    assert photo.rows_of([*found, *below]) == ["Gross Pay  9,615.38  230,769.12", "Match  288.46  6,923.04"]


@pytest.mark.parametrize(("name", "mime", "kind"), [
    ("Stub.PDF", None, "pdf"), ("a.csv", "application/octet-stream", "csv"), (None, "image/jpeg", "jpg"),
    ("a.zip", "application/zip", None), ("export.json", "application/json", None), ("", None, None), (7, 8, None),
])  # fmt: skip
def test_what_may_be_a_paper_is_told_by_its_name_or_its_kind(name: object, mime: object, kind: str | None):
    assert incoming.ending(name, mime) == kind


def test_a_blank_form_is_known_with_its_year_and_the_lines_that_have_a_field():
    found = incoming.look_into(files.blank_form(), "pdf")
    assert (found.form, found.year) == ("8606", 2026)
    assert set(found.lines) == set(files.LINES_8606)
    assert incoming.look_into(filled.fill(files.blank_form(), {"you": {"1": "7000"}}), "pdf").form is None


def test_each_line_goes_into_the_field_beside_its_number_and_nothing_else_is_written():
    lines = {"1": "7000", "2": "1500.5", "10": "0.50003", "15c": "0", "18": "3499.79"}
    assert files.typed(filled.fill(files.blank_form(), {"you": lines})) == {
        "t00": "7,000", "t01": "1,500.50", "f10": "0", "f10d": "50003", "t16": "0", "t19": "3,499.79",
    }  # fmt: skip


def test_a_couple_gets_a_form_each():
    both = files.typed(filled.fill(files.blank_form(), {"you": {"1": "7000"}, "spouse": {"1": "6500"}}))
    assert both == {"form1.t00": "7,000", "form2.t00": "6,500"}


@pytest.mark.parametrize("odd", [{"without": "14"}, {"twice": "14"}])
def test_a_form_in_which_a_line_has_no_field_of_its_own_is_not_filled(odd: dict[str, str]):
    with pytest.raises(filled.Misfit):
        filled.fill(files.blank_form(**odd), {"you": {"1": "7000", "14": "0"}})


def test_the_official_form_fits_where_it_is_at_hand():
    blank = OFFICIAL.read_bytes() if OFFICIAL.exists() else files.blank_form(year=2025)
    found = incoming.look_into(blank, "pdf")
    assert (found.form, found.year) == ("8606", 2025)
    assert set(files.LINES_8606) <= set(found.lines)
    lines = {line: "0.12346" if line == "10" else str(100 + n) for n, line in enumerate(files.LINES_8606)}
    text = incoming.look_into(filled.fill(blank, {"you": lines}), "pdf").text
    shown = [row.split()[-2:] for row in text.split("\n")]
    assert all([line, amount] in shown for line, amount in lines.items() if line != "10")
