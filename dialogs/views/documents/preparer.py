"""A page for whoever prepares the return: the facts, the forms, the 1099-R that will come, and how to enter it."""

from __future__ import annotations

from collections.abc import Iterator

from calc.checking.tables import printed_as
from calc.derivation import ZERO, Amount, Worksheet, most, total
from calc.planning.assessment import Outlook
from calc.planning.branches import Branch
from calc.planning.options import Form
from calc.planning.plan import Plan
from calc.worksheets.form_8606 import filed_lines
from dialogs.page import Paragraphs, Part, Points, Section, Table, in_words
from dialogs.phrases import phrases, say, shown
from dialogs.views.documents.forms_1099r import forms_1099r, forms_to_come
from dialogs.views.plan.explaining import explained, formula
from dialogs.views.plan.names import state_name
from dialogs.views.plan.steps import branch_words

MOST_FORMS = 4  # side by side on a page
_EVEN_AT_ZERO = {"basis", "left"}  # what the form asks for


def preparer(plan: Plan) -> tuple[str, ...]:
    """The page as blocks of a message."""
    return tuple(block for section in preparer_sections(plan) for block in in_words(section))


def preparer_sections(plan: Plan) -> Iterator[Section]:
    """Empty where the plan has no form to file and no conversion."""
    forms = [form for one in plan.people if one.chosen for form in one.chosen.forms]
    expected = forms_1099r(plan)
    by_answer = [one for one in plan.forks if one.forms]
    if not (forms or by_answer or expected.rows) and not any(one.growth.value for one in plan.people):
        return
    told = _household(plan)
    intro = Paragraphs(
        (say("papers.preparer.intro", year=plan.tax_year, today=plan.today), *([told] if told else []))
    )
    yield Section(say("papers.preparer.title"), (intro, _people(plan)), new_page=True)
    if forms:
        yield Section(say("papers.preparer.forms"), tuple(_tables(plan, forms)))
    if by_answer:
        parts = [part for one in by_answer for part in _by_answer(plan, one)]
        yield Section(say("papers.preparer.forms_by_answer"), tuple(parts))
    if where := tuple(_where(plan, forms)):
        yield Section(say("papers.preparer.where"), (Points(where),))
    if expected.rows:
        several = sum(not one.of_plan for one in forms_to_come(plan)) > 1
        why = Paragraphs((say("papers.preparer.box_2a"), *([say("papers.form.one_form")] if several else [])))
        yield Section(say("papers.preparer.form_1099r"), (expected, why))
    yield Section(say("papers.preparer.software"), (Points(tuple(_entries(plan, forms))),))


def _by_answer(plan: Plan, one: Branch) -> Iterator[Part]:
    yield Paragraphs((branch_words(plan, one),))
    yield from _tables(plan, list(one.forms))


def forms_table(plan: Plan) -> tuple[Table, ...]:
    """Form 8606 of everybody and every year, line by line."""
    return tuple(_tables(plan, [form for one in plan.people if one.chosen for form in one.chosen.forms]))


def _household(plan: Plan) -> str:
    """What concerns the whole return, in one line."""
    facts = plan.case.facts
    told = [say(f"papers.status.{facts.filing_status}")] if facts.filing_status else []
    told += [state_name(facts.state)] if facts.state else []
    if facts.income is not None:
        told.append(say("papers.fact.income", year=plan.tax_year, amount=facts.income))
    return "; ".join(told)


def _people(plan: Plan) -> Table:
    """What concerns each spouse, in a column of their own; what is zero for both is mostly left out."""
    people, unknown = plan.people, say("papers.fact.unknown")
    told = {
        "birth_year": [None if one.person.birth_year is None else str(one.person.birth_year) for one in people],
        "contributed": [_amount(_not_deducted(one)) for one in people],
        "deducted": [_amount(_deducted(one)) for one in people],
        "direct": [_amount(_to_roth(one)) for one in people],
        "basis": [_amount(one.basis) for one in people],
        "rolled": [_amount(one.chosen.roll_in if one.chosen else None) for one in people],
        "converted": [_amount(_converted(plan, one)) for one in people],
        "left": [_amount(_left(plan, one)) for one in people],
    }
    years = {"year": plan.tax_year, "conversion_year": plan.case.season.conversion_year}
    rows = tuple(
        (say(f"papers.fact.{name}", **years), *(unknown if cell is None else cell for cell in cells))
        for name, cells in told.items()
        if any(cell not in ({None} if name in _EVEN_AT_ZERO else {None, shown(ZERO)}) for cell in cells)
    )
    names = (_column(plan, one.who) for one in people)
    return Table((say("papers.fact.people"), *names), rows, (46, *(54 // len(people) for _ in people)))


def _column(plan: Plan, person: str) -> str:
    return say(f"papers.column.{person}") if len(plan.people) > 1 else ""


def _amount(amount: Amount | None) -> str | None:
    return None if amount is None else shown(amount)


def _to_traditional(one: Outlook) -> Amount | None:
    return one.held.made + one.contribute if one.held.made and one.contribute else None


def _deducted(one: Outlook) -> Amount:
    return one.chosen.deducted if one.chosen else ZERO


def _not_deducted(one: Outlook) -> Amount | None:
    paid_in, off = _to_traditional(one), _deducted(one)
    return most(paid_in - off, ZERO) if paid_in is not None and off.value else paid_in


def _to_roth(one: Outlook) -> Amount | None:
    straight = one.person.contributed_roth
    if one.direct is None:
        return None
    return one.direct + Amount(straight, "given", (), "contributed_roth") if straight else one.direct


def _left(plan: Plan, one: Outlook) -> Amount | None:
    """On 31 December of the conversion year: as planned, or as told of a year that is closed."""
    if plan.case.season.closed:
        return one.held.year_end
    return one.chosen.left if one.chosen else None


def _converted(plan: Plan, one: Outlook) -> Amount | None:
    """In the conversion year, done and planned."""
    if one.chosen is None:
        return None
    when = plan.case.season.conversion_year
    sheets = [form.sheet for form in one.chosen.forms if form.year == when]
    return total(ZERO, *(line for sheet in sheets if (line := sheet["16"])))


def _tables(plan: Plan, forms: list[Form]) -> Iterator[Table]:
    """Form 8606, line by line, a column for each person and year."""
    for start in range(0, len(forms), MOST_FORMS):
        some = forms[start : start + MOST_FORMS]
        filed = [filed_lines(form.sheet) for form in some]
        numbers = [n for n in dict.fromkeys(n for form in some for n in form.sheet) if any(n in own for own in filed)]
        told = [
            {line.number: line.value for line in explained(form.sheet) if line.number in own}
            for form, own in zip(some, filed, strict=True)
        ]
        rows = tuple((n, _line_words(plan, some, n), *(values.get(n, "") for values in told)) for n in numbers)
        head = (say("papers.form.line"), say("papers.form.what"), *(_form_name(plan, form) for form in some))
        wide = 11 if len(some) > 2 else 15
        widths = (7, 93 - wide * len(some), *(wide for _ in some))
        amounts = frozenset(range(2, 2 + len(some)))
        yield Table(head, rows, widths, amounts, _results(numbers), unsaid=frozenset({1}))


def _line_words(plan: Plan, forms: list[Form], number: str) -> str:
    """The line in words and how it is reached: of each form by itself, where they differ."""
    filled = [form for form in forms if form.sheet.get(number)]
    words = phrases()["worksheets"][filled[0].sheet.name][number]
    ways = [formula(form.sheet.line(number), form.sheet, values=False) for form in filled]
    how = ways[0]
    if len(set(ways)) > 1:
        named = zip(filled, ways, strict=True)
        how = "; ".join(say("papers.form.how_of", name=_form_name(plan, form), how=way) for form, way in named if way)
    return say("papers.form.words", words=words, how=how) if how else words


def _results(numbers: list[str]) -> frozenset[int]:
    """What is carried to the return and to the next form."""
    return frozenset(i for i, number in enumerate(numbers) if number in {"14", "15c", "18"})


def _form_name(plan: Plan, form: Form) -> str:
    if len(plan.people) == 1:
        return str(form.year)
    return say(f"papers.form.of.{form.who}", year=form.year)


def _where(plan: Plan, forms: list[Form]) -> Iterator[str]:
    """What goes where on the return of each year."""
    filed = {form.year for form in forms}
    worked = [form for one in plan.people if one.chosen for form in one.chosen.worked]
    for year in sorted({form.year for form in worked} | filed):
        yield from _on_1040(plan, year, [f.sheet for f in worked if f.year == year], filed=year in filed)
    if deducted := [_deducted(one) for one in plan.people if _deducted(one).value]:
        yield say("papers.form.deducted", amount=total(ZERO, *deducted), year=plan.tax_year)
    rolled = [one.chosen.roll_in for one in plan.people if one.chosen and one.chosen.roll_in.value]
    if rolled:
        yield say("papers.form.rolled", amount=total(ZERO, *rolled), year=plan.case.season.conversion_year)
    of_plan = [one for one in forms_to_come(plan) if one.of_plan]
    if of_plan:
        gross, taxable = total(ZERO, *(one.box_1 for one in of_plan)), total(ZERO, *(one.taxed for one in of_plan))
        lines = {"line_5a": printed_as("5a", plan.tax_year), "line_5b": printed_as("5b", plan.tax_year)}
        yield say("papers.form.to_5a", year=plan.tax_year, gross=gross, taxable=taxable, **lines)
    for early in plan.early:
        taxable, tax = early.taxed, early.tax
        yield say("papers.form.early", year=early.year, taxable=taxable, tax=tax)
    if forms:
        yield say("papers.form.keep")


def _on_1040(plan: Plan, year: int, sheets: list[Worksheet], *, filed: bool) -> Iterator[str]:
    paid = [sheet for sheet in sheets if sheet.get("15c") or sheet.get("18")]
    mine = [one for one in forms_to_come(plan) if one.year == year and not one.of_plan]
    gifts = [one.box_1 for one in mine if one.code == "charity"]
    gross, taxable = total(_sum(paid, ("7", "16")), *gifts), _sum(paid, ("15c", "18"))
    if gross.value:
        yield say("papers.form.to_1040", year=year, gross=gross, taxable=taxable)
    elif filed:
        yield say("papers.form.only_basis", year=year)
    if gross.value and filed:
        yield say("papers.form.goes_along", year=year)
    if kept := [one.box_4 for one in mine if one.box_4]:
        yield say("papers.form.withheld", amount=total(ZERO, *kept), year=year, line=printed_as("25b", year))


def _sum(sheets: list[Worksheet], numbers: tuple[str, ...]) -> Amount:
    return total(ZERO, *(line for sheet in sheets for number in numbers if (line := sheet.get(number))))


def _entries(plan: Plan, forms: list[Form]) -> Iterator[str]:
    """How tax software in general wants it."""
    when = plan.case.season
    if any(form.sheet.get("1") and form.sheet.line("1").value for form in forms):
        yield say("papers.entry.contribution", year=plan.tax_year)
    deducted = [_deducted(one) for one in plan.people if _deducted(one).value]
    if deducted:
        yield say("papers.entry.deducted", year=plan.tax_year, amount=total(ZERO, *deducted))
    converted = [form for form in forms if form.sheet.get("16")]
    if converted:
        yield _done_with_it(plan)
        yield say("papers.entry.basis")
        yield say("papers.entry.first_tax")
        yield say("papers.entry.check")
    elif any(not one.of_plan for one in forms_to_come(plan)):
        yield say("papers.entry.form_1099r_kept")
    if when.split and converted:
        yield say("papers.entry.two_years", year=when.tax_year, conversion_year=when.conversion_year)
    if len(plan.people) > 1:
        yield say("papers.entry.couple")


def _done_with_it(plan: Plan) -> str:
    """All of it was converted, or a part: what was withheld, kept or given was not."""
    own = [one for one in forms_to_come(plan) if not one.of_plan]
    converted = [
        one.box_1 - one.box_4 if one.box_4 else one.box_1 for one in own if one.code.startswith("conversion")
    ]
    rest = [one.box_4 for one in own if one.box_4]
    rest += [one.box_1 for one in own if one.code.startswith("payout") or one.code == "charity"]
    if not rest:
        return say("papers.entry.form_1099r")
    return say("papers.entry.form_1099r_parts", converted=total(ZERO, *converted), rest=total(ZERO, *rest))
