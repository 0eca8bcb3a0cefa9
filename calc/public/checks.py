"""Sets of papers with printed lines, as JSON: one set in, the verdict on it out (``rothbot check``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from pydantic import Field, StrictBool, ValidationError

from calc.checking import forms
from calc.checking.causes import causes
from calc.checking.entries import Lines
from calc.checking.papers import QUESTIONS, Paper, Told
from calc.checking.tables import boxes as boxes_of
from calc.checking.tables import is_code, printed_as, table
from calc.checking.verdict import PEOPLE, RETURN, Given, Printed, Verdict
from calc.facts import LARGEST, Facts, exactly
from calc.public.faults import refusal
from calc.public.inputs import CalendarYear, Dollars, Inputs
from calc.refusals import Refusal

_MOST_PAPERS = 60
_SHARE = re.compile(r"\d{1,12}/[1-9]\d{0,12}", re.ASCII)
_LINES = {"8606": forms.ORDER["8606"], "5329": forms.ORDER["5329"], "1040": RETURN}
_KIND_OF = {"traditional": "ira", "rollover": "ira", "ira": "ira", "sep": "sep", "simple": "simple", "roth": "roth"}


class PaperIn(Inputs):
    """A form as its payer sent it; ``boxes`` by number, amounts as in every worksheet, codes as they stand."""

    form: Literal["1099-R", "5498"]
    owner: Literal["you", "spouse"] = "you"
    year: CalendarYear
    payer: str = ""
    account: str = ""
    ira: StrictBool = False
    kind: Literal["ira", "sep", "simple", "roth"] | None = None
    corrected: StrictBool = False
    beneficiary: StrictBool = False
    boxes: dict[str, Any] = Field(max_length=40)


class ToldIn(Inputs):
    charity: Dollars | None = None
    rolled_over: Dollars | None = None
    rollover_under_way: Dollars | None = None
    deducted: Dollars | None = None
    inherited: Dollars | None = None
    inherited_basis: Dollars | None = None
    returned: Dollars | None = None
    roth_contributions: Dollars | None = None
    roth_conversions: Dollars | None = None


class ToldOfBoth(ToldIn):
    spouse: ToldIn = ToldIn()


class CheckIn(Inputs):
    """One set."""

    tax_year: CalendarYear
    today: date | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    papers: list[PaperIn] = Field(default_factory=list, max_length=_MOST_PAPERS)
    printed: dict[str, Any] = Field(default_factory=dict)
    told: ToldOfBoth = ToldOfBoth()


def given(inputs: Mapping[str, object]) -> tuple[Given, date | None]:
    """The set that one line of JSON tells, and its day; Refusal, with the field, where it does not tell one."""
    try:
        told = CheckIn.model_validate(inputs)
    except ValidationError as error:
        raise refusal(error, CheckIn) from None
    try:
        facts = Facts.model_validate(told.facts)
    except ValidationError as error:
        found = refusal(error, Facts)
        raise Refusal(found.reason, f"facts.{found.field}", **found.values) from None
    answers = {"you": told.told, "spouse": told.told.spouse}
    checked = Given(
        year=told.tax_year,
        papers=[_paper(paper, f"papers.{n}") for n, paper in enumerate(told.papers)],
        facts=facts,
        printed=_printed(told.printed, told.tax_year),
        told={
            who: Told({q: a for q in QUESTIONS if (a := getattr(said, q)) is not None})
            for who, said in answers.items()
        },
    )
    return checked, told.today


def _paper(told: PaperIn, at: str) -> Paper:
    holds = boxes_of(told.form)
    boxes: dict[str, Decimal | str] = {}
    for name, content in told.boxes.items():
        field = f"{at}.boxes.{name}"
        if name not in holds:
            raise Refusal("unknown_field", field, entry=name, entries=list(holds))
        if content is None or content == "":
            continue
        match holds[name]:
            case "money":
                boxes[name] = _amount(content, field)
            case "code" if (told.form, name) == ("1099-R", "7"):
                boxes[name] = _codes(content, field)
            case _:
                boxes[name] = str(content)
    kind = told.kind or _KIND_OF.get(str(boxes.get("7", "")).casefold().removesuffix(" ira"), "ira")
    return Paper(
        form=told.form,
        owner=told.owner,
        year=told.year,
        boxes=boxes,
        payer=told.payer,
        account=told.account,
        ira=told.ira,
        kind=kind,
        corrected=told.corrected,
        beneficiary=told.beneficiary,
    )


def _amount(content: object, field: str) -> Decimal:
    try:
        amount = Decimal(exactly(content))
    except ValueError:
        amount = LARGEST + 1
    if abs(amount) > LARGEST:
        raise Refusal("not_an_amount", field, entry=field)
    return amount


def _codes(content: object, field: str) -> str:
    """One or two codes, as they are printed side by side or apart."""
    codes = re.sub(r"[\s,/&-]+", "", str(content)).upper()
    if not 1 <= len(codes) <= 2 or not all(map(is_code, codes)):
        raise Refusal("unknown_code", field, entry=field, codes=sorted(table("form_1099r")["codes"]))
    return codes


def _printed(told: Mapping[str, Any], year: int) -> Printed:
    _known(told, ("8606", "1040", "5329", "spouse"), "printed")
    spouse = _entries(told.get("spouse"), "printed.spouse")
    _known(spouse, ("8606", "5329"), "printed.spouse")
    of = {"you": (told, "printed"), "spouse": (spouse, "printed.spouse")}
    own = {
        form: {who: _lines(forms_.get(form), form, at, year) for who, (forms_, at) in of.items()}
        for form in ("8606", "5329")
    }
    return Printed(own["8606"], _lines(told.get("1040"), "1040", "printed", year), own["5329"])


def _lines(told: object, form: str, at: str, year: int) -> Lines:
    found = _entries(told, f"{at}.{form}")
    as_printed = {printed_as(line, year): line for line in RETURN} if form == "1040" else {}
    names = [*_LINES[form], *as_printed]
    _known(found, names, f"{at}.{form}")
    return {as_printed.get(line, line): _line(content, f"{at}.{form}.{line}") for line, content in found.items()}


def _line(content: object, field: str) -> Decimal | None:
    if content is None or content == "":
        return None
    if isinstance(content, str) and _SHARE.fullmatch(content):
        share = Fraction(content)
        return Decimal(share.numerator) / share.denominator
    return _amount(content, field)


def _entries(told: object, field: str) -> Mapping[str, Any]:
    if told is None:
        return {}
    if not isinstance(told, Mapping):
        raise Refusal("not_entries", field, entry=field)
    return told


def _known(told: Mapping[str, Any], names: Iterable[str], field: str) -> None:
    for name in told:
        if name not in names:
            raise Refusal("unknown_field", f"{field}.{name}", entry=name, entries=list(names))


def as_data(verdict: Verdict) -> dict[str, object]:
    """Without the sentences: amounts as decimal strings, blanks as null."""
    first = verdict.first_wrong
    return {
        "verdict": verdict.judged.value,
        "first_wrong": first
        and {
            "form": first.form,
            "who": first.who,
            "line": first.line,
            "printed": _shown(first.line, first.form, first.printed),
            "right": _shown(first.line, first.form, first.right),
        },
        "lines": _right_lines(verdict),
        "cause": next(iter(causes(verdict).names), None),
        "questions": list(dict.fromkeys(question.name for question in verdict.questions)),
        "asked": [
            {"question": question.name, "who": question.who, "amount": f"{question.amount:.2f}"}
            for question in verdict.questions
        ],
    }


def _right_lines(verdict: Verdict) -> dict[str, Any]:
    right, out = verdict.work.right, dict[str, Any]()
    for who in PEOPLE:
        if ("8606", who) in right:
            own = {form: _all_shown(form, right[form, who]) for form in ("8606", "5329")}
            out |= own if who == "you" else {"spouse": own}
    return out | {"1040": _all_shown("1040", right["1040", "you"])}


def _all_shown(form: str, lines: Lines) -> dict[str, str | None]:
    return {line: _shown(line, form, amount) for line, amount in lines.items()}


def _shown(line: str, form: str, amount: Decimal | None) -> str | None:
    if amount is None:
        return None
    return f"{amount:.6f}" if (form, line) == ("8606", "10") else f"{amount:.2f}"
