"""A repair in words: the problem, the ways out with price and last day, what to file and what to say."""

from __future__ import annotations

from collections.abc import Iterator

from calc import law
from calc.derivation import Worksheet
from calc.refusals import Refusal
from calc.repairs import Repair, WayOut
from dialogs.desks.pricing import Part, Price, price
from dialogs.desks.repairing import own_questions, situation, solved
from dialogs.desks.visit import Visit
from dialogs.phrases import Refused, listed, phrases, say, template

LATER = {"remove_later", "absorb"}  # ways that leave what is in the IRA and what was converted as it is
WITHOUT_GROWTH = LATER | {"leave", "leave_above"}  # ways that leave the growth where it is


def told(visit: Visit) -> tuple[str, ...]:
    """The blocks of a reply, once every question of the repair is answered."""
    repair = solved(visit)
    if isinstance(repair, Refusal):
        return (Refused(repair),)
    relief = [] if _nothing(repair) else list(_relief(repair))
    blocks = ["\n".join([f"# {_say(repair, 'title')}", " ".join([*relief, _problem(repair, visit)])])]
    here = situation(visit)
    if findings := list(here.findings(visit, repair)):
        blocks.append("\n".join(findings))
    if not _nothing(repair):
        blocks += _ways(repair, visit)
        told_too = {"excess": repair.amount, "year": visit.year, **situation(visit).values(visit, repair)}
        blocks += [say(f"repairs.note.{code}", **told_too) for code in _notes(repair, visit)]
        blocks += [say("repairs.letter", text=text) for text in here.letters(visit, repair)]
    return (*blocks, say("repairs.footer", today=visit.today))


def sheets(visit: Visit) -> tuple[tuple[str, Worksheet], ...]:
    """The worksheet behind each way out that has one, under the way's name."""
    repair = solved(visit)
    if isinstance(repair, Refusal):
        return ()
    ways = [(way, way.sheet) for way in repair.ways if way.open and way.sheet]
    return tuple((_say_way(repair, way, visit, "name"), sheet) for way, sheet in ways)


def _relief(repair: Repair) -> Iterator[str]:
    """First of all: that it can be put right, and until when."""
    first = repair.ways[0]
    if first.open and first.by is not None:
        yield say("repairs.relief", by=first.by)


def _nothing(repair: Repair) -> bool:
    """Nothing is above the limit after all, and the repair has a sentence for that."""
    return not repair.amount.value and "none" in phrases()["repairs"][repair.code]


def _problem(repair: Repair, visit: Visit) -> str:
    return _say(repair, "none" if _nothing(repair) else "problem", **_values(repair, repair.ways[0], visit))


def _ways(repair: Repair, visit: Visit) -> Iterator[str]:
    """The open ways one after the other under one heading; those whose day has passed in one line."""
    ways = [way for way in repair.ways if way.open]
    for number, way in enumerate(ways, start=1):
        title = [template("repairs.ways")] if number == 1 else []
        yield "\n".join([*title, *_way(repair, way, number, visit)])
    gone = [way for way in repair.ways if not way.open]
    if gone:
        yield say("repairs.closed", ways=[_closed(repair, way, visit) for way in gone])


def _closed(repair: Repair, way: WayOut, visit: Visit) -> str:
    name = _say_way(repair, way, visit, "name")
    return say(f"repairs.closed_{'way' if way.by else 'without_day'}", name=name, by=way.by)


def _way(repair: Repair, way: WayOut, number: int, visit: Visit) -> Iterator[str]:
    values = _values(repair, way, visit)
    yield say("repairs.way", number=number, do=_say_way(repair, way, visit, "do", **values))
    yield _price(price(visit, way), visit)
    if way.by is not None:
        yield say("repairs.year_end" if way.code == "remove_later" else "repairs.by", by=way.by)
    if way.forms and not situation(visit).forms_told:
        yield say("repairs.forms", forms=[_form(code) for code in way.forms])
    if words := _words(repair, way, visit, values):
        yield say("repairs.words", words=words)


def _price(found: Price, visit: Visit) -> str:
    parts = [text for part in found.parts for text in _taxed(part, visit)]
    if found.way.extra.value:
        parts.append(say("repairs.part.extra", amount=found.way.extra))
    if not parts:
        return say("repairs.price_none")
    several = len(parts) > 1 and not found.open
    return say("repairs.price" if several else "repairs.price_open", total=found.total, parts=listed(parts))


def _taxed(part: Part, visit: Visit) -> Iterator[str]:
    """The tax on one year's income; money that is taxed when it comes out one day has no year yet."""
    when = {"taxable": part.income.amount, "year": part.income.year}
    one_day = "" if part.income.year else "_one_day"
    if part.federal is not None:
        code = "federal_between" if part.federal_least else "federal"
        yield say(f"repairs.part.{code}", least=part.federal_least, amount=part.federal, **when)
        if part.state is not None and part.state.value:
            yield say("repairs.part.state", amount=part.state, state=visit.facts.state)
    elif part.at_rate is not None:
        yield say(f"repairs.part.rate{one_day}", amount=part.at_rate, **when)
    else:
        yield say(f"repairs.part.income{one_day}", **when)


def _form(code: str) -> str:
    stem, _, year = code.partition("_")
    if year[:4].isdecimal():
        return say(f"repairs.form.{stem}_{'amended' if '_' in year else 'of'}", year=year[:4])
    return say(f"repairs.form.{code}")


def _notes(repair: Repair, visit: Visit) -> Iterator[str]:
    """What was left out or taken as given, because it is not known."""
    asked = set(own_questions(visit))
    with_growth = any(way.open and way.code not in WITHOUT_GROWTH for way in repair.ways)
    if with_growth and "opening" in asked and (visit.money("opening") is None or visit.money("closing") is None):
        yield "without_earnings"
    if any(way.open and way.code not in LATER for way in repair.ways):
        yield from (f"{name}_unknown" for name in ("basis", "iras") if name in asked and visit.money(name) is None)
    yield from situation(visit).notes(visit, repair)
    if "plan_takes" in asked and visit.yes("plan_takes") is None:
        yield "plan_unknown"
    if "earnings" in asked and visit.money("earnings") is None:
        yield "growth_unknown"
    if any(part.at_rate is not None for way in repair.ways for part in price(visit, way).parts):
        yield "states"


def _values(repair: Repair, way: WayOut, visit: Visit) -> dict[str, object]:
    standing = law.standing()
    return {
        "excise": standing.figure("excess_contribution_excise_rate_4973"),
        "early": standing.figure("early_distribution_additional_tax_rate_72t"),
        "amount": repair.amount,
        "moved": way.moved,
        "taxable_year": way.taxable_year,
        "year": visit.year,
        "converted": visit.money("converted"),
        "today": visit.today,
        **situation(visit).values(visit, repair),
    }


def _words(repair: Repair, way: WayOut, visit: Visit, values: dict[str, object]) -> str:
    """What to say to the custodian or the plan; nothing where nobody has to be asked."""
    try:
        return _say_way(repair, way, visit, "say", **values)
    except KeyError:
        return ""


def _say(repair: Repair, key: str, **values: object) -> str:
    return say(f"repairs.{repair.code}.{key}", **values)


def _say_way(repair: Repair, way: WayOut, visit: Visit, key: str, **values: object) -> str:
    table = situation(visit).ways or repair.code
    return say(f"repairs.{table}.{way.code}.{key}", **values)
