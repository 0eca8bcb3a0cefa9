"""What the picture of a plan shows: headlines, bars against their limits, ways side by side, the next dates.

The drawing and its text for those who cannot see it are made from the same data, so they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from calc.derivation import ZERO, Amount, dollars, given, most, total
from calc.planning.assessment import Outlook, PlanOutlook
from calc.planning.plan import Alternative, Plan
from dialogs.phrases import say, template
from dialogs.views.documents.headlines import Headline, headlines
from dialogs.views.plan.names import kind_name, who
from dialogs.views.plan.side_by_side import federal_tax_shown
from dialogs.views.plan.sizing import pictured
from dialogs.views.plan.steps import footer, line, numbered

DAYS = 3  # shown; the calendar has them all
SIZES = 4  # amounts to convert


class Role(StrEnum):
    """What a piece of a bar stands for; the drawing gives each a color."""

    MADE = "made"  # already contributed
    DIRECT = "direct"
    BACK_DOOR = "back_door"
    OWN = "own"  # deferrals against their own limit
    DEFERRALS = "deferrals"
    EMPLOYER = "employer"
    AFTER_TAX_MADE = "after_tax_made"
    AFTER_TAX = "after_tax"  # still to be put in
    PRETAX = "pretax"
    AFTER_TAX_MONEY = "after_tax_money"
    TAXED = "taxed"
    UNTAXED = "untaxed"


@dataclass(frozen=True, slots=True)
class Piece:
    role: Role
    name: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Bar:
    """limit: the full width; None where the pieces themselves are the whole. note: what it costs, or what is wrong.

    Amounts of a picture are whole dollars.
    """

    title: str
    pieces: tuple[Piece, ...]
    limit: Amount | None = None
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the curve: an amount, its price from the least to the most, and the same in words."""

    amount: Amount
    price: tuple[Amount, Amount]
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """curve: price against amount, through its marks, from nothing at nothing."""

    title: str
    headlines: tuple[Headline, ...]
    bars: tuple[Bar, ...]
    note: str = ""
    curve: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """panels: one for each person, then one for the ways of each who has a choice, then the amounts to convert."""

    title: str
    first: str  # the step that is next, "" where none is
    panels: tuple[Panel, ...]
    dates: tuple[tuple[str, str], ...]  # day, what
    footer: str


def picture(plan: Plan) -> Picture:
    return Picture(
        title=say("papers.picture.title", year=plan.tax_year),
        first=_first(plan),
        panels=(*(_person(plan, one) for one in plan.people), *_ways(plan), *_sizes(plan)),
        dates=tuple(_dates(plan)),
        footer=footer(plan),
    )


def _first(plan: Plan) -> str:
    """What to begin with, on one line, without its number."""
    found = numbered(plan, plan.steps[:1])
    return say("papers.picture.first", step=line(found[0]).removeprefix(f"{found[0].number}. ")) if found else ""


def alt_text(plan: Plan) -> str:
    """The picture in words: every headline, bar and date of it."""
    shown = picture(plan)
    lines = [
        shown.title,
        *([shown.first] if shown.first else []),
        *(line for panel in shown.panels for line in _panel_in_words(panel)),
    ]
    lines += [say("papers.picture.date", on=on, what=what) for on, what in shown.dates]
    return "\n".join([*lines, shown.footer])


def _panel_in_words(panel: Panel) -> Iterator[str]:
    yield panel.title
    yield from (f"{one.amount} {one.text}".strip() for one in panel.headlines)
    if panel.note:
        yield panel.note
    yield from (f"{mark.label} {mark.text}" for mark in panel.curve)
    for bar in panel.bars:
        pieces = [say("papers.picture.piece", name=piece.name, amount=piece.amount) for piece in bar.pieces]
        inside = ", ".join(pieces) or say("papers.picture.empty")
        code = "bar_of" if bar.limit else "bar"
        yield say(f"papers.picture.{code}", title=_marked(bar), limit=bar.limit, pieces=inside)
        if bar.note:
            yield bar.note


def _marked(bar: Bar) -> str:
    return say("papers.picture.marked", title=bar.title) if bar.chosen else bar.title


def _person(plan: Plan, one: Outlook) -> Panel:
    couple = len(plan.people) > 1
    title = say(f"papers.picture.person.{one.who if couple else 'alone'}", year=plan.tax_year)
    bars = (*_ira(plan, one), *_deferrals(plan, one), *(bar for p in one.plans for bar in _additions(plan, one, p)))
    return Panel(title, tuple(headlines(plan, one)), bars)


def _ira(plan: Plan, one: Outlook) -> Iterator[Bar]:
    if one.limit is None:
        return
    made = total(ZERO, *(amount for amount in (one.held.made, _straight(one)) if amount))
    amounts = {Role.MADE: made, Role.DIRECT: one.direct, Role.BACK_DOOR: one.contribute}
    if not any(amount and amount.value for amount in amounts.values()):
        return  # nothing in it and nothing to come
    yield _bar(say("papers.picture.bars.ira", year=plan.tax_year), amounts, one.limit)


def _straight(one: Outlook) -> Amount | None:
    """What went straight into Roth IRAs for the year."""
    told = one.person.contributed_roth
    return None if told is None else given(told, f"{one.who}.contributed_roth")


def _deferrals(plan: Plan, one: Outlook) -> Iterator[Bar]:
    """Against every limit that applies: the shared one, a SIMPLE plan's, a governmental 457(b)'s."""
    for stem in ("", "_simple", "_457b"):
        made = one.deferred.get(f"deferred{stem}") if one.deferred else None
        if one.deferred is None or made is None or not made.value:
            continue
        excess = one.deferred.line(f"excess{stem}")
        note = say("papers.picture.over", amount=excess) if excess.value else ""
        title = say(f"papers.picture.bars.deferrals{stem}", year=plan.tax_year)
        yield _bar(title, {Role.OWN: made}, one.deferred.line(f"limit{stem}"), note)


def _additions(plan: Plan, one: Outlook, outlook: PlanOutlook) -> Iterator[Bar]:
    """One plan against 415(c); the room only where money can get out to Roth again."""
    own, sheet = one.person.plan(outlook.kind), outlook.room
    if own is None or sheet is None or own.employer_money is None or own.after_tax_made is None:
        return
    path = f"{one.who}.plans.{outlook.kind}"
    excess = outlook.excess_additions
    amounts = {
        Role.DEFERRALS: sheet.line("counted_deferrals"),
        Role.EMPLOYER: given(own.employer_money, f"{path}.employer_money"),
        Role.AFTER_TAX_MADE: given(own.after_tax_made, f"{path}.after_tax_made"),
        Role.AFTER_TAX: plan.after_tax_to_come(one.who, outlook)
        if outlook in one.mega and not plan.case.season.over
        else None,
    }
    note = say("papers.picture.over", amount=excess) if excess and excess.value else ""
    title = say("papers.picture.bars.additions", kind=kind_name(outlook.kind))
    yield _bar(title, amounts, sheet.line("overall_limit"), note)


def _bar(title: str, amounts: Mapping[Role, Amount | None], limit: Amount | None = None, note: str = "") -> Bar:
    pieces = [
        Piece(role, say(f"papers.picture.piece_of.{role}"), dollars(amount))
        for role, amount in amounts.items()
        if amount is not None and amount.value
    ]
    return Bar(title, tuple(pieces), limit, note)


def _ways(plan: Plan) -> Iterator[Panel]:
    for one in plan.people:
        ways = [way for way in plan.alternatives if way.who == one.who]
        if ways:
            title = say("papers.picture.ways", who=who(plan, one.who))
            shown = [bar for way in ways if (bar := _way(plan, way))]
            note = say("papers.picture.at_year_end", day=plan.case.season.convert_by)
            yield Panel(title, (), (*_before(one), *shown), note)


def _sizes(plan: Plan) -> Iterator[Panel]:
    """The price of an amount to convert, with the edges."""
    marks = [
        Mark(
            one.convert,
            one.ends,
            say("papers.picture.mark_of", number=str(number), amount=dollars(one.convert)),
            say("papers.picture.edge", edge=one.edge, federal=one.federal),
        )
        for number, one in enumerate(pictured(plan, SIZES), start=1)
    ]
    if marks:
        title, note = say("papers.picture.sizes", year=plan.tax_year), template("papers.picture.price")
        yield Panel(title, (), (), note, tuple(marks))


def _before(one: Outlook) -> Iterator[Bar]:
    """The IRA money as it is before anything is done: pre-tax money, and what was taxed already."""
    held = one.held
    if one.pretax is None or held.value is None or not held.value.value or not held.converted or held.converted.value:
        return
    amounts = {Role.PRETAX: one.pretax, Role.AFTER_TAX_MONEY: most(held.value - one.pretax, ZERO)}
    yield _bar(say("papers.picture.before"), amounts)


def _way(plan: Plan, one: Alternative) -> Bar | None:
    """Taxed and untaxed part of the conversion; None where nothing is converted."""
    option, when = one.option, plan.case.season
    form = next((f.sheet for f in option.forms if f.year == when.conversion_year and f.sheet["16"]), None)
    if form is None:
        return None
    known = one.cost.federal_at_most is not None
    code = "tax_open" if not known else "tax" if option.taxable.value else "tax_none"
    note = say(f"papers.picture.{code}", tax=federal_tax_shown(one.cost))
    bar = _bar(say(f"papers.picture.way.{option.way}"), {Role.TAXED: form.line("18"), Role.UNTAXED: form.line("17")})
    return replace(bar, note=note, chosen=one.chosen)


def _dates(plan: Plan) -> Iterator[tuple[str, str]]:
    """The next days, each with all that falls on it."""
    days: dict[date, list[str]] = {}
    for deadline in plan.deadlines:
        days.setdefault(deadline.on, []).append(say(f"papers.picture.deadline.{deadline.code}", year=deadline.year))
    for on, what in list(days.items())[:DAYS]:
        yield f"{on:%b} {on.day}, {on.year}", "; ".join(what)
