"""Papers that were pasted or sent: named, their facts waiting for a yes, their boxes kept for the desks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from dialogs.actions import recording
from dialogs.actions.turn import Turn
from dialogs.desks.papers import KEPT_FOR, entries_of
from dialogs.messages import Button
from dialogs.phrases import say, template
from dialogs.session import DOUBTING, MOST_FILED, Filed, Stage, Told
from dialogs.understanding.papers.hearing import BESIDE, INSTEAD
from dialogs.understanding.papers.reading import Note, Reading
from dialogs.understanding.papers.sums import AS_READ
from dialogs.views import question as screens
from dialogs.views.documents.filled import filled_lines, years_of

MOST_LEFT = 4  # amounts without a place that are named
REPAIRED = "5329"
IN_LINES, BOXED = ("8606", "5329", "1040"), ("1099-R", "5498", "W-2")


def _reading(turn: Turn) -> Reading:
    found = turn.heard.shown["reading"]
    assert isinstance(found, Reading)
    return found


def tells_facts(turn: Turn) -> bool:
    """Something of it waits for a yes."""
    return bool(turn.heard.found)


def goes_on(turn: Turn) -> bool:
    """Only its heading is here; the question is asked again when there is something to answer."""
    return _reading(turn).unfinished and not turn.heard.shown["asks"] and turn.stage not in DOUBTING


def takes_all_back(turn: Turn) -> bool:
    """What waits for a yes came from the beginning of this paper, and the whole of it tells nothing of the kind."""
    waiting = turn.session.found
    return bool(waiting) and not turn.heard.found and not turn.session.doubts and not _kept(turn)


def _kept(turn: Turn) -> dict[str, Told]:
    """What waits for a yes, less what the beginning of this paper seemed to tell."""
    replaced = turn.heard.shown["replaces"]
    assert isinstance(replaced, tuple)
    return {fact: value for fact, value in turn.session.found.items() if fact not in replaced}


def belongs_here(turn: Turn) -> bool:
    """A form, at the desk that compares forms of its year."""
    found = _reading(turn)
    return turn.stage is Stage.CHECK and found.kind in KEPT_FOR and bool(found.boxes) and not turn.heard.shown["asks"]


def take_in(turn: Turn) -> None:
    """What paper it is, what it says beside its facts, and what has no place."""
    found, asks = _reading(turn), turn.heard.shown["asks"]
    scanned = bool(turn.heard.shown["scanned"])
    turn.change(reading=turn.heard.text, reading_scanned=scanned, reading_asks=bool(asks), found=_kept(turn))
    for one in found.whole:
        _file(turn, one)
    lines = [line for one in found.whole for line in (_title(turn, one), *_notes(turn, one))]
    if asks == BESIDE:
        lines.append(_beside(turn))
    elif asks:
        lines.append(template(f"papers_in.{asks}"))
    elif found.unfinished:
        lines.append(template("papers_in.going_on"))
    elif not turn.heard.found and not any(one.notes or one.boxes or one.offers for one in found.whole):
        lines.append(template("papers_in.nothing_new" if turn.heard.shown["known"] else "papers_in.nothing_of_talk"))
    if left := [part for one in found.whole for part in one.left]:
        lines.append(say("papers_in.left", parts=_left(left)))
    lines += _torn(turn, found)
    turn.show("\n".join(lines))
    turn.first_buttons = (*_asked(turn, str(asks)), *_ways_on(turn, found))


def _beside(turn: Turn) -> str:
    """What is noted, and what the form says: of one more job or account, or of all of them."""
    differ = turn.heard.shown["differ"]
    assert isinstance(differ, list)
    year = turn.interview.facts.tax_year
    lines = [
        say("papers_in.beside.line", noted=screens.told_line(fact, noted, year), amount=Decimal(str(amount)))
        for fact, noted, amount in differ
    ]
    return "\n".join([template("papers_in.beside.noted"), *lines, template("papers_in.beside.asked")])


def _title(turn: Turn, found: Reading) -> str:
    owner = (
        template("papers_in.owner_spouse")
        if (found.who or turn.heard.shown["who"]) == "spouse" and not turn.heard.shown["asks"]
        else ""
    )
    kind = template(f"papers_in.kind.{found.kind}")
    if found.year is None:
        return say("papers_in.read_open", kind=kind, owner=f" {owner.strip()}" if owner else "")
    return say("papers_in.read", kind=kind, owner=f" {owner.strip()}" if owner else "", year=str(found.year))


def _notes(turn: Turn, found: Reading) -> list[str]:
    talk = turn.interview.facts.tax_year
    notes = [
        say(f"papers_in.note.{note.name}", **{**note.shown, **_more(note.shown), "talk": str(talk)})
        if "asked" not in note.shown
        else say(f"papers_in.note.{note.name}", parts=_anew(turn, note))
        for note in found.notes
    ]
    other = found.year is not None and talk is not None and found.year != talk
    told = {note.name for note in found.notes}
    if other and not told & {"other_year", "older_8606", "line_14", "old_value"} and found.kind in _OF_A_YEAR:
        notes.append(say("papers_in.note.other_year", year=str(found.year), talk=str(talk)))
    return notes


def _anew(turn: Turn, note: Note) -> list[str]:
    """Amounts that are to be told once more, each with its fact, or its form and its line or box."""
    asked = note.shown["asked"]
    assert isinstance(asked, tuple)
    parts: list[str] = []
    for name, value in asked:
        form, _, place = str(name).rpartition(".")
        if form in BOXED or form in IN_LINES:
            what = "excess" if place.isalpha() else "line" if form in IN_LINES else "box"
            where = say(f"papers_in.place.{what}", number=place)
            parts.append(say("papers_in.as_read", form=form, place=where, amount=Decimal(str(value))))
        else:
            fact = str(name).replace("*.", f"{turn.heard.shown['who']}.", 1)
            parts.append(screens.told_line(fact, value, turn.interview.facts.tax_year))
    return parts


_OF_A_YEAR = ("1099-R", "5498", "W-2", "8606", "5329", "1040")


def _more(shown: object) -> dict[str, object]:
    """Years as they are written, and the last of several days."""
    values = dict(shown) if isinstance(shown, dict) else {}
    plain: dict[str, object] = {name: str(value) for name, value in values.items() if name in {"year", "before"}}
    dates = values.get("dates")
    return plain | ({"last": dates[-1]} if isinstance(dates, list) and dates else {})


def _left(left: Sequence[tuple[str, Decimal]]) -> str:
    named = [say("papers_in.left_item", label=label, amount=amount) for label, amount in left[:MOST_LEFT]]
    parts = ", ".join(named)
    more = len(left) - MOST_LEFT
    return say("papers_in.left_more", parts=parts, more=str(more)) if more > 0 else parts


def _torn(turn: Turn, found: Reading) -> list[str]:
    """Amounts that cannot be read, once."""
    torn = [part for one in found.whole for part in one.unread if part not in turn.before.reading]
    return [say("papers_in.torn", parts=[f"“{part}”" for part in torn[:MOST_LEFT]])] if torn else []


def _file(turn: Turn, found: Reading) -> None:
    """Kept for the desks; the same paper, sent on, takes its own place."""
    if not found.boxes or turn.heard.shown["asks"] == "whose":
        return
    paper = Filed(form=found.kind, who=found.who or str(turn.heard.shown["who"]), year=found.year, boxes=found.boxes)
    kept = list(turn.session.filed)
    if turn.before.reading and kept and kept[-1].form == paper.form and _goes_on(kept[-1], paper):
        kept.pop()
    kept = [one for one in kept if one != paper]
    turn.change(filed=tuple([*kept, paper][-MOST_FILED:]))


def _goes_on(before: Filed, now: Filed) -> bool:
    """Whether the second is the first with more boxes."""
    if now.boxes[: len(before.boxes)] == before.boxes:
        return True
    had = {entry.partition(":")[0]: entry for entry in before.boxes}
    has = {entry.partition(":")[0]: entry for entry in now.boxes}
    return all(has.get(box) == entry or box in {"7", "ira"} for box, entry in had.items())


def _asked(turn: Turn, asks: str) -> screens.Rows:
    match asks:
        case "whose":
            return (
                (
                    Button(template("papers_in.mine"), "/paper you"),
                    Button(template("papers_in.spouses"), "/paper spouse"),
                ),
            )
        case "beside":
            who = turn.heard.shown["who"]
            return (
                (Button(template("papers_in.beside.add"), f"/paper {BESIDE} {who}"),),
                (Button(template("papers_in.beside.replace"), f"/paper {INSTEAD} {who}"),),
            )
        case "year":
            this = turn.today.year
            return (tuple(Button(str(year), f"/paper {year}") for year in (this - 1, this)),)
    return ()


def _ways_on(turn: Turn, found: Reading) -> screens.Rows:
    """The desk that the paper belongs to, and what one press notes of it."""
    rows: list[tuple[Button, ...]] = []
    if any(one.kind in KEPT_FOR and one.boxes for one in found.whole):
        rows.append((Button(template("papers_in.open_check"), "/check"),))
    if any(one.kind == REPAIRED and one.boxes for one in found.whole):
        rows.append((Button(template("papers_in.open_repair"), "/repair"),))
    asked = turn.heard.shown["asks"]
    for offer in () if found.beside or asked else found.offers:  # of a whole set the desk tells what a payout was
        fact = offer.fact.replace("*.", f"{turn.heard.shown['who']}.", 1)
        if offer.name == AS_READ:
            label = screens.told_line(fact, offer.value, turn.interview.facts.tax_year)
        else:
            label = say(f"papers_in.offer.{offer.name}", amount=Decimal(str(offer.value)))
        rows.append((Button(screens.short(label), f"/edit {fact} {offer.value}"),))
    return tuple(rows)


def lay_down(turn: Turn) -> None:
    """At the desk that compares forms: its boxes go where they would be typed."""
    found = _reading(turn)
    for one in found.whole:
        _file(turn, one)
    fill_desk(turn)
    for line in _torn(turn, found):
        turn.show(line)


def fill_desk(turn: Turn) -> None:
    """The papers that were read, at the desk that needs them; what was typed there stays."""
    told = entries_of(turn.session.filed, turn.session.answers, Stage(turn.state), joint=turn.real.facts.joint)
    if not told:
        return
    recording.store(turn, told)
    year = turn.interview.facts.tax_year
    lines = [screens.told_line(fact, value, year) for fact, value in told.items() if isinstance(value, list | str)]
    turn.show("\n".join(say("papers_in.filled", line=line) for line in lines))


def fill_blank(turn: Turn) -> None:
    """The blank form of a year, to be filled with the plan's lines of that year; else why it is not."""
    sent = json.loads(turn.heard.text)
    form, year = str(sent["form"]), sent["year"]
    made = turn.planned(turn.real.facts)
    lines = filled_lines(made, form, year) if made else {}
    if made is None:
        turn.show(say("papers_in.blank.no_plan", form=form))
    elif not lines:
        years = sorted(years_of(made, form))
        unsure = any(one.chosen is None for one in made.people)
        name = ("not_yet" if unsure else "none") if not years else "other_year" if year is not None else "no_year"
        turn.show(say(f"papers_in.blank.{name}", form=form, year=str(year), years=[str(one) for one in years]))
    elif {line for own in lines.values() for line in own} - set(sent["fits"]):
        turn.show(template("papers_in.unread.not_filled"))
    else:
        turn.show(say(f"papers_in.blank.{'filled' if len(lines) == 1 else 'filled_both'}", form=form, year=str(year)))
        turn.show(document="filled", content=json.dumps({**sent, "lines": lines, "fits": []}))


def not_read(turn: Turn) -> None:
    turn.show(template(f"papers_in.unread.{turn.heard.reason}"))
