"""Facts that are tried out beside the plan: "what if"."""

from __future__ import annotations

from decimal import Decimal

from calc.facts import Facts
from calc.planning.plan import Plan
from dialogs.actions import recording
from dialogs.actions.turn import Turn
from dialogs.interview.agenda import Agenda
from dialogs.interview.belonging import whole_of
from dialogs.phrases import say
from dialogs.session import Answers
from dialogs.views import question as screens
from dialogs.views import review
from dialogs.views.plan import old_and_new


def income_with_pay(facts: Facts, tried: Answers) -> Answers:
    """The income as it moves along with a pay that is tried out: "what if I earned 90k" means the return too."""
    more = Decimal(0)
    for who, person in facts.people.items():
        pay, held = tried.get(f"{who}.compensation"), person.compensation
        if isinstance(pay, str) and held is not None:
            more += Decimal(pay) - held
    told = {"agi": facts.agi} if facts.agi is not None else {"wages": facts.wages}
    return {
        fact: f"{max(amount + more, Decimal(0)):f}" for fact, amount in told.items() if amount is not None and more
    }


def try_out(turn: Turn) -> None:
    planned = turn.session.planned if turn.session.planned is not None else turn.session.answers
    if turn.heard.found:
        recording.store(turn, {**income_with_pay(turn.agenda.facts, turn.heard.found), **turn.heard.found})
    turn.change(planned=planned)
    recording.name_slip(turn)
    if not turn.heard.found and turn.agenda.question(turn.heard.fact):
        turn.change(revisit=turn.heard.fact)


def keep_trial(turn: Turn) -> None:
    turn.change(planned=None, revisit=None)
    turn.change(confirmed=not turn.interview.open)
    turn.say("whatif.kept" if turn.session.confirmed else "whatif.kept_open")


def drop_trial(turn: Turn) -> None:
    held = turn.session.held
    turn.change(answers=held, history=tuple(held), planned=None, revisit=None, ticks=None, confirmed=True)
    turn.say("whatif.dropped")


def not_so_much(turn: Turn) -> None:
    turn.say("whatif.not_so_much", amount=Decimal(str(turn.heard.value)))


def name_open(turn: Turn, agenda: Agenda) -> None:
    """Above what is said of a plan before every question is answered."""
    if agenda.open and agenda.facts.tax_year is not None and agenda.facts.filing_status is not None:
        turn.say("early_plan", left=len(agenda.open))


def no_trial(turn: Turn) -> None:
    turn.say("whatif.no_trial")


def too_early(turn: Turn) -> None:
    turn.say("whatif.too_early", left=len(turn.interview.open))


def name_trial(turn: Turn) -> None:
    """Above what shows the changed figures."""
    if changed := tried(turn):
        turn.say("whatif.with", changes="; ".join(changed))


def leave_trial_out(turn: Turn) -> None:
    """Above what is kept, sent or carried out: that holds the facts as they are."""
    if tried(turn):
        turn.say("whatif.without")


def tried(turn: Turn) -> list[str]:
    """Each fact that a trial changes, old against new; empty without a trial."""
    if turn.session.planned is None:
        return []
    old, new = ({**turn.real.assumed, **told} for told in (turn.session.held, turn.session.answers))
    year = turn.interview.facts.tax_year
    changed = [fact for fact in {**old, **new} if old.get(fact, ...) != new.get(fact, ...) and not whole_of(fact)]
    return [screens.changed_line(fact, old, new, year) for fact in changed]


def ask_to_keep(turn: Turn) -> None:
    turn.say("stand.trying", changes="; ".join(tried(turn)))
    turn.show(buttons=(*turn.first_buttons, screens.keep_or_drop(turn.session), (screens.verb("edit"),)))


def compare(turn: Turn) -> None:
    """What was tried beside the plan: the facts changed, then old against new."""
    changed = tried(turn)
    if not changed:
        turn.say("whatif.as_it_is" if turn.heard.event == "whatif" and turn.heard.found else "whatif.which")
        _, sections = review.to_change(None, turn.session, turn.agenda)
        turn.show(buttons=(*sections, screens.drop_buttons(turn.session)))
        return
    before, after = turn.plan(turn.real.facts), turn.plan(turn.interview.facts)
    turn.say("whatif.tried", lines="\n".join(changed))
    if isinstance(before, Plan) and isinstance(after, Plan):
        turn.say("whatif.side_by_side", lines="\n".join(old_and_new.differences(before, after)))
    told = turn.plan_told(turn.interview.facts, "short")
    turn.show(say("talk.whatif.after", plan="\n".join(told)), say("talk.whatif.keep"))
    turn.show(buttons=(screens.keep_or_drop(turn.session), (screens.verb("edit"),)))
