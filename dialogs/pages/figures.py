"""The figures of the law: every year side by side for ``docs/figures.md``, one year for ``rothbot figures``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from calc import law
from calc.law import Figure
from calc.law.quotes import quotes
from dialogs.phrases import day, money, percent, phrases, say

DASH = "–"
SCHEDULES = "tax_brackets_"


def page() -> str:
    """``docs/figures.md``."""
    parts = [say("figures.page"), *_checked(), *_values(), *_schedules(), *_standing(), *_sources(), *_words()]
    return "\n".join(parts).rstrip() + "\n"


def figures_of(year: int) -> str:
    """The figures of one year, each with its citation and the day it was checked; Refusal for an unknown year.

    Of the year ahead what is out, figure by figure; the others are named as not published or not checked.
    """
    if year not in law.years() and year == law.ahead()[0]:
        return _ahead(year)
    figures = law.year(year).figures
    later = {name for name in law.known() if year < law.first_year(name)}  # what is worked out from it begins later
    out = [say("figures.head", year=year)]
    for section, names in _sections().items():
        out += ["", say(f"figures.section.{section}")]
        out += [_line(words, figures.get(name)) for name, words in names.items() if name not in later]
    return "\n".join(out)


def _ahead(year: int) -> str:
    _, figures = law.ahead()
    out = [say("figures.head_ahead", year=year)]
    for section, names in _sections().items():
        out += ["", say(f"figures.section.{section}")]
        for name, words in names.items():
            found = figures.get(name)
            out.append(_line(words, found) if found else f"{words}: {say('figures.not_out')}")
    return "\n".join(out)


def unfinished() -> str:
    """Which years' files still lack figures, for the update in November; empty when none does."""
    words = {name: words for names in _sections().values() for name, words in names.items()}
    return "\n".join(
        say("figures.unfinished", year=year, figures="; ".join(words[name] for name in names))
        for year, names in law.incomplete()
    )


def figure_shown(figure: Figure | None, *, later: bool = False) -> str:
    """The value as a person reads it; None is a figure that its year's file does not hold yet.

    later: nor will hold, for what is worked out from it begins with a later year.
    """
    if figure is None:
        return say("figures.later" if later else "figures.pending")
    if figure.value is None:
        return DASH
    if figure.name.startswith(SCHEDULES):
        steps = ((percent(rate / 100), money(over)) for rate, over in figure.value)
        return ", ".join(say("figures.over", rate=rate, over=over) for rate, over in steps)
    if figure.name == "tax_table_rows":
        return ", ".join(say("figures.row", **{"from": start, "width": width}) for start, width in figure.value)
    if figure.name == "uniform_lifetime_table":
        rows = ([f"{cell.normalize():f}" for cell in row] for row in figure.value)
        return ", ".join(say("figures.at_age", age=age, divisor=divisor) for age, divisor in rows)
    if figure.name == "premium_credit_percentages":
        rows = ([f"{cell.normalize():f}" for cell in row] for row in figure.value)
        return ", ".join(say("figures.band", **{"from": start}, low=low, high=high) for start, low, high in rows)
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    joint = " to " if isinstance(values[0], Decimal) and len(values) == len(("low", "high")) else ", "
    return joint.join(_one(value, figure.unit) for value in values)


def _one(value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return say("figures.yes" if value else "figures.no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return value
    match unit:
        case "share":
            return f"{(value * 100).normalize():f}%"
        case "age" | "count":
            return f"{value.normalize():f}"
    return money(value)


def _sections() -> Mapping[str, Mapping[str, str]]:
    """The words for every figure, by section, in the order of the phrase card."""
    card = phrases()["figures"]
    return {section: card[section] for section in card["section"]}


def _line(words: str, figure: Figure | None) -> str:
    if figure is None:
        return f"{words}: {figure_shown(figure)}"
    if figure.value is None:
        return say("figures.absent", words=words, why=figure.none, citation=figure.citation)
    value, checked = figure_shown(figure), figure.checked
    return say("figures.entry", words=words, value=value, citation=figure.citation, day=checked)


def _yearly(*, schedules: bool) -> Iterator[tuple[str, str, str]]:
    """Section, name and words of the figures that the year files hold."""
    own = law.own(law.latest())
    for section, names in _sections().items():
        for name, words in names.items():
            if name in own and name.startswith(SCHEDULES) is schedules:
                yield section, name, words


def _checked() -> Iterator[str]:
    yield "\n" + say("figures.checked", day=law.checked())


def _values() -> Iterator[str]:
    yield f"\n## {say('figures.values')}"
    before = ""
    for section, name, words in _yearly(schedules=False):
        if section != before:
            before = section
            yield f"\n### {say(f'figures.section.{section}')}\n"
            yield from _head([_heading(0), *map(str, law.years())])
        first = law.first_year(name)
        yield _row(
            [words, *(figure_shown(law.own(number).get(name), later=number < first) for number in law.years())]
        )


def _schedules() -> Iterator[str]:
    yield f"\n## {say('figures.schedules')}"
    for _, name, words in _yearly(schedules=True):
        yield f"\n### {words}\n"
        rates = [percent(rate / 100) for rate, _ in law.year(law.latest()).figures[name].value]
        yield from _head([_heading(0), *rates])
        for number in law.years():
            schedule = law.own(number).get(name)
            yield _row(
                [str(number), *([money(over) for _, over in schedule.value] if schedule else [figure_shown(None)])]
            )


def _standing() -> Iterator[str]:
    yield f"\n## {say('figures.standing')}\n"
    figures = law.standing().figures
    yield from _head([_heading(0), say("figures.value"), *(_heading(n) for n in (1, 2, 3))])
    for names in _sections().values():
        for name, words in names.items():
            if name in figures:
                figure = figures[name]
                compared = ", ".join(figure.checked_against)
                yield _row([words, figure_shown(figure), figure.law, figure.source, compared])


def _sources() -> Iterator[str]:
    yield f"\n## {say('figures.sources')}\n"
    yield from _head([_heading(n) for n in range(4)])
    for schedules in (False, True):
        for _, name, words in _yearly(schedules=schedules):
            each = {number: law.own(number)[name] for number in law.years() if name in law.own(number)}
            compared = sorted({source for figure in each.values() for source in figure.checked_against})
            yield _row([words, each[law.latest()].law, _published(each), ", ".join(compared)])


def _words() -> Iterator[str]:
    yield f"\n## {say('figures.words')}\n"
    yield from _head([say("figures.place"), say("figures.text"), _heading(3)])
    for quote in quotes():
        yield _row([quote.place, quote.text, ", ".join(quote.checked_against)])


def _published(each: Mapping[int, Figure]) -> str:
    """The years' sources, equal neighbors together: ``2019 to 2022: statute``."""
    runs: list[tuple[int, int, str]] = []
    for number, figure in each.items():
        if runs and runs[-1][2] == figure.source:
            runs[-1] = (runs[-1][0], number, figure.source)
        else:
            runs.append((number, number, figure.source))
    return "; ".join(f"{a}: {source}" if a == b else f"{a} to {b}: {source}" for a, b, source in runs)


def _heading(number: int) -> str:
    heading: str = phrases()["figures"]["headings"][number]
    return heading


def _head(cells: list[str]) -> Iterator[str]:
    yield _row(cells)
    yield _row(["---"] * len(cells))


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
