"""The desk where a printed Form 8606 is compared with the one that the papers and the talk lead to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc import law
from calc.reconcile import ORDER, Entries, Finding, Lines, reconcile
from calc.refusals import Refusal
from dialogs.desks.papers import entries, missing, of_spouse
from dialogs.desks.visit import AskedToo, Visit
from dialogs.phrases import Refused, phrases, say, template

TAKEN = {"1": "contributed", "2": "basis", "4": "late", "6": "value", "7": "distributed", "8": "converted"}
SELDOM = {"15b", "4a", "5329"}  # shown only where there is something on them


def questions(visit: Visit) -> Iterator[str | AskedToo]:
    """The papers first, then what they leave open, then the printed form."""
    yield "year"
    if visit.year is None:
        return
    if visit.facts.joint:
        yield "who"
    yield from ("paid_out", "received")
    if visit.answered("paid_out") and visit.answered("received"):
        yield from missing(visit)
        yield "printed"


def told(visit: Visit) -> tuple[str, ...]:
    found = entries(visit)
    if isinstance(found, Refusal):
        return (Refused(found),)
    printed, starred = _printed(visit)
    finding = reconcile(printed, found, of_spouse(visit))
    year = visit.year
    blocks = [say("check.taken", year=year, lines=[_line(n, _amount(found, n)) for n in TAKEN if _amount(found, n)])]
    if finding.line is None:
        blocks.append(_agrees(finding))
    else:
        blocks += [_differs(finding), *_why(finding, starred=starred)]
        filled = [n for n in ORDER if finding.right[n] is not None and (n not in SELDOM or finding.right[n])]
        blocks.append(say("check.right", lines=[_line(n, finding.right[n]) for n in filled]))
    if found.relabeled:
        blocks.append(say("check.relabeled", amount=found.relabeled))
    return (f"{template('check.title').format(year=year)}\n{blocks[0]}", *blocks[1:], say("check.footer"))


def _printed(visit: Visit) -> tuple[Lines, bool]:
    """The lines that were typed, empty ones as None, and whether an asterisk stands beside one."""
    lines = dict(entry.split(":", 1) for entry in visit.listed("printed") or [])
    plain = {line: content.removesuffix("*") for line, content in lines.items()}
    return {line: Decimal(content) if content else None for line, content in plain.items()}, "*" in "".join(
        lines.values()
    )


def _amount(found: Entries, line: str) -> Decimal:
    amount: Decimal = getattr(found, TAKEN[line])
    return amount


def _agrees(finding: Finding) -> str:
    code = "rounding" if "rounding" in finding.suspects else "agrees"
    return say(f"check.{code}", basis=finding.right["14"] or Decimal(0))


def _differs(finding: Finding) -> str:
    line = finding.line or ""
    return say(
        "check.differs",
        line=_name(line),
        printed=_shown(line, finding.printed),
        right=_shown(line, finding.right[line]),
    )


def _why(finding: Finding, *, starred: bool) -> Iterator[str]:
    """The slips that explain it, else what usually stands behind this line."""
    suspects = finding.suspects or (("worksheet_1_1",) if starred else ())
    if suspects:
        first = say("check.suspect.one" if finding.explained else "check.suspect.partly")
        excise = law.standing().figure("excess_contribution_excise_rate_4973")
        yield "\n".join([first, *(f"• {say(f'check.mistake.{name}', excise=excise)}" for name in suspects[:3])])
        return
    line = finding.line or ""
    low = (finding.printed or 0) < (finding.right[line] or 0)
    hints = phrases()["check"]["hint"]
    key = f"{line}_{'low' if low else 'high'}"
    yield template(f"check.hint.{key if key in hints else 'else'}")


def _line(line: str, amount: Decimal | None) -> str:
    return say("check.line", line=_name(line), amount=_shown(line, amount))


def _name(line: str) -> str:
    named = phrases()["check"]["name"]
    return str(named[line]) if line in named else say("check.name.line", line=line)


def _shown(line: str, amount: Decimal | None) -> object:
    if amount is None:
        return template("check.blank")
    return f"{amount:.5f}".rstrip("0").rstrip(".") if line == "10" else amount.quantize(Decimal("0.01"))
