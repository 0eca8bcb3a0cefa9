"""The public shape of a plan (``calc.public.plan``) with its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calc.derivation import Amount
from calc.planning.plan import Plan
from calc.planning.stakes import NONE as NO_STAKES
from calc.public import plan as public
from dialogs.messages import plain
from dialogs.phrases import say
from dialogs.views.documents.custodian import letters
from dialogs.views.plan import details, open_ends, steps
from dialogs.views.plan.screen import first_screen
from dialogs.views.plan.verdict import verdict_lines


def as_text(plan: Plan, warned: Mapping[str, str]) -> str:
    """The whole plan as a person reads it. warned: the warnings that apply by their codes, the most urgent first."""
    first = first_screen(plan, [*warned.values()])
    rest = details.more(plan, first.verdict, sized=first.sizes, brief=first.brief)
    letters_here = (*(block for block in rest if block != say("plan.letters")), *details.to_copy_to_hr(plan))
    return "\n\n".join(map(plain, (*first.blocks, *letters_here)))


def as_data(plan: Plan, warned: Mapping[str, str], stakes: Mapping[str, Amount] = NO_STAKES) -> public.Data:
    """warned: as in ``as_text``. stakes: dollars of a warning, by its code."""
    return public.Data(
        tax_year=plan.tax_year,
        today=plan.today,
        verdict=tuple(public.Verdict(who=line.who, code=line.code, text=line.text) for line in verdict_lines(plan)),
        steps=tuple(_steps(plan)),
        branches=tuple(
            public.Branch(id=one.id, fact=one.fact, when=one.answer, text=steps.branch_words(plan, one))
            for one in plan.branches
        ),
        ways=public.ways(plan),
        sizes=public.sizes(plan),
        forms=public.forms(plan),
        ledger=public.ledgers(plan),
        warnings=tuple(
            public.Warned(card=card, text=text, at_stake=public.shown(stakes[card]) if card in stakes else None)
            for card, text in warned.items()
        ),
        dates=tuple(public.Dated(on=day.on, text=details.falls_due(day)) for day in plan.deadlines),
        assumed=tuple(details.assumed(plan)),
        unknown=tuple(
            public.Unknown(fact=gap.fact, decides=gap.decides, text=open_ends.papers_needed(plan, gap.fact))
            for gap in plan.unknowns
        ),
        letters=tuple(_letters(plan)),
        law=public.law_behind(plan),
        checked=plan.checked,
        text=as_text(plan, warned),
    )


def _steps(plan: Plan) -> Iterator[public.Step]:
    for number, step in enumerate(plan.steps, start=1):
        words = steps.step_words(plan, step)
        own = next((one.id for one in plan.branches if one.inline and step in one.steps), None)
        yield public.step(plan, number, step, branch=own, text=words.do, say=words.say, proof=words.proof)
    for branch in plan.forks:
        for number, step in enumerate(branch.steps, start=len(plan.steps) + 1):
            words = steps.step_words(plan, step)
            told = {"text": words.do, "say": words.say, "proof": words.proof}
            yield public.step(plan, number, step, branch=branch.id, **told)


def _letters(plan: Plan) -> Iterator[public.Letter]:
    yield from (public.Letter(to="hr", text="\n".join(told)) for told in details.to_hr(plan))
    yield from (public.Letter(to="custodian", text="\n".join(told)) for _, told in letters(plan))
