"""A verdict on printed forms in words: what differs first, what is usually behind it, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from calc import law
from calc.checking import forms
from calc.checking.causes import causes
from calc.checking.tables import printed_as
from calc.checking.verdict import RETURN, Judged, Line, Question, Verdict
from calc.repairs.missing_8606 import refund_by
from dialogs.phrases import phrases, say, template


def told(verdict: Verdict, today: date | None = None) -> tuple[str, ...]:
    """In paragraphs; ``today`` says by when a refund can still be claimed."""
    given = verdict.work.given
    title = say("checks.title", year=str(given.year))
    match verdict.judged:
        case Judged.RIGHT:
            blocks = [say(f"checks.{'agrees' if given.printed else 'nothing_printed'}"), *_to_keep(verdict)]
        case Judged.ASK:
            blocks = [say("checks.asks"), *(offered_answer(question) for question in verdict.questions)]
        case _:
            blocks = [*_wrong(verdict, verdict.first_wrong), *_to_do(verdict, today)] if verdict.first_wrong else []
    return (f"{title}\n{blocks[0]}", *blocks[1:], say("checks.footer"))


def offered_answer(question: Question) -> str:
    """The answer that would make the forms right, as something to confirm or to deny."""
    return say(f"checks.could_be.{question.name}", whose=whose(question.who), amount=question.amount)


def whose(who: str) -> str:
    return template(f"checks.whose.{who}")


def _wrong(verdict: Verdict, first: Line) -> Iterator[str]:
    yield say(
        "checks.differs",
        line=_place(first),
        printed=line_shown(first.form, first.line, first.printed),
        right=line_shown(first.form, first.line, first.right),
    )
    found = causes(verdict)
    if found.names:
        excise = law.standing().figure("excess_contribution_excise_rate_4973")
        lines = {f"line_{line}": printed_as(line, verdict.work.given.year) for line in ("5a", "5b")}
        lead = say("checks.suspect.one" if found.explained else "checks.suspect.partly")
        yield "\n".join(
            [lead, *(f"• {say(f'checks.mistake.{name}', excise=excise, **lines)}" for name in found.names)]
        )
    else:
        yield template(_hint(first))
    yield from _amended(verdict, first)


def _hint(first: Line) -> str:
    low = (first.printed or 0) < (first.right or 0)
    key = f"{first.line}_{'low' if low else 'high'}"
    known = first.form == "8606" and key in phrases()["checks"]["hint"]
    return f"checks.hint.{key if known else 'else'}"


def _amended(verdict: Verdict, first: Line) -> Iterator[str]:
    """The form at fault whole, and Form 1040 with it."""
    right = verdict.work.right
    own = right[first.form, first.who]
    order = RETURN if first.form == "1040" else forms.ORDER[first.form]
    filled = [line for line in order if own.get(line) is not None and (own[line] or not _seldom(first.form, line))]
    name = say(f"checks.form.{first.form}", whose=whose(first.who))
    yield say("checks.right", form=name, lines=[_line(first.form, line, own[line]) for line in filled])
    if first.form == "8606":
        total = right["1040", "you"]
        lines = [_line("1040", line, total[line]) for line in ("4a", "4b")]
        if total["4a"]:
            yield say("checks.right", form=say("checks.form.1040", whose=""), lines=lines)


def _seldom(form: str, line: str) -> bool:
    """Lines that most forms leave empty are shown only where there is something on them."""
    return form == "5329" or (form, line) in {("8606", "15b"), ("8606", "25b"), ("1040", "25b")}


def _to_do(verdict: Verdict, today: date | None) -> Iterator[str]:
    given = verdict.work.given
    printed, right = given.printed.form_1040.get("4b"), verdict.work.right["1040", "you"]["4b"] or Decimal(0)
    if printed is not None and printed != right:
        yield say("checks.too_much" if printed > right else "checks.too_little", amount=abs(printed - right))
    years = law.standing().whole("refund_claim_years")
    if verdict.first_wrong is not None and verdict.first_wrong.form == "5329":
        yield say("checks.to_do_5329")
    elif until := refund_by(given.year):
        late = today is not None and today > until
        yield say("checks.to_do_late" if late else "checks.to_do", until=until, years=str(years))
    else:
        yield say("checks.to_do_open")


def _to_keep(verdict: Verdict) -> Iterator[str]:
    """What the next form begins with."""
    for who in verdict.work.given.people:
        printed, right = verdict.work.given.printed.of("8606", who), verdict.work.right["8606", who]
        if printed.get("14") is not None or right["14"]:
            basis = printed.get("14") if "14" in printed else right["14"]
            yield say("checks.carry", whose=whose(who), basis=basis or Decimal(0))


def _place(first: Line) -> str:
    form = say(f"checks.form.{first.form}", whose=whose(first.who))
    return say("checks.place", line=first.line, form=form)


def _line(form: str, line: str, amount: Decimal | None) -> str:
    return say("checks.line", line=say("checks.name.line", line=line), amount=line_shown(form, line, amount))


def line_shown(form: str, line: str, amount: Decimal | None) -> object:
    if amount is None:
        return template("checks.blank")
    if (form, line) == ("8606", "10"):
        return f"{amount:.5f}".rstrip("0").rstrip(".")
    return amount.quantize(Decimal("0.01"))
