"""What can be looked at in between: the review, the plan, its worksheets and papers, the answer to a question."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product
from math import prod

from calc.contradictions import clash
from calc.facts import AGGREGATED, Facts
from calc.planning.plan import Plan
from calc.planning.stakes import at_stake
from dialogs.actions import asking, desks, figuring, trials
from dialogs.actions.turn import Turn
from dialogs.answering import cards
from dialogs.answering.answer import Found, from_cards, nearest
from dialogs.desks import put_right
from dialogs.interview import agenda as agendas
from dialogs.messages import Button
from dialogs.page import Section, Sheet
from dialogs.phrases import say
from dialogs.session import Stage
from dialogs.understanding import amounts
from dialogs.understanding.of_plan import (
    LIKELY,
    OFFERED,
    OWED,
    SIZE,
    asks_for_plan,
    asks_nothing_else,
    names_the_field,
    plan_kind,
)
from dialogs.views import desk as desk_screens
from dialogs.views import question as screens
from dialogs.views import review as fact_screens
from dialogs.views.documents.order import order
from dialogs.views.plan import replies as planning
from dialogs.views.plan import steps as telling
from dialogs.views.plan.in_short import RISKS, in_short
from dialogs.views.plan.where_from import where_from
from dialogs.views.so_far import in_all_of, so_far

WHO = frozenset({"filing_status", "lived_with_spouse", "birth_year", "state", "compensation", "agi", "covered"})
HELD = frozenset({"ira_kinds", *(kind.value for kind in AGGREGATED), "basis", "roth_first_year"})
TURNING = frozenset({"filing_status", "tax_year", "agi", "wages", "compensation"})  # what the direct way hangs on
READINGS = 16  # of one message, from which on none of them is worked out
OF_SIZE = "C135"  # the card that tells what decides how much to convert
TO_KEEP = ("summary", "preparer", "letters")  # forms of a plan that are handed on


def show_review(turn: Turn) -> None:
    trials.name_trial(turn)
    found = clash(turn.interview.facts, turn.today)
    if found is not None:
        turn.show(planning.clash_text(found))
    blocks, buttons = fact_screens.review(turn.session, turn.interview)
    turn.show(*blocks, buttons=buttons)


def show_plan(turn: Turn) -> None:
    """In the form that was asked for. What is to be kept holds no change that is only tried."""
    form = turn.heard.event if turn.heard.event in planning.FORMS else "plan"
    agenda = turn.real if form in TO_KEEP else turn.interview
    if form in TO_KEEP:
        trials.leave_trial_out(turn)
    else:
        trials.name_trial(turn)
    found = clash(agenda.facts, turn.today)
    if found is not None:
        turn.show(planning.clash_text(found))
        turn.show(buttons=tuple((screens.change_button(fact, agenda),) for fact in found.fields))
        return
    if turn.stage is Stage.CONFIRMING and not turn.session.ticking:
        turn.say("plan_beside_list")
    left = len(agenda.open)
    if left and form == "preparer":
        turn.say("preparer_early", left=left)
        return
    if form != "more":
        trials.name_open(turn, agenda)
    turn.show_plan(agenda.facts, form)
    after: tuple[str, ...] = ("resume", "review") if left else ("more", "summary", "why", "whatif", "review")
    if form == "summary":
        after = ("pdf", "picture", "calendar", "letters", "preparer", *after[-1:])
    ticking = () if left or trials.tried(turn) else (Button(say("talk.button.step_done"), "/done"),)
    made = turn.planned(agenda.facts)
    repairs = desk_screens.repair_buttons(put_right(made)) if made else ()
    keep = (screens.keep_or_drop(turn.session),) if trials.tried(turn) else ()
    turn.show(buttons=(*keep, *repairs, *screens.rows([*map(screens.verb, after), *ticking])))


def explain_figures(turn: Turn) -> None:
    """The worksheets behind the plan, or a desk's findings: as a list, or the one picked, line by line."""
    trials.name_trial(turn)
    made = turn.plan(turn.interview.facts)
    sheets = desks.desk_sheets(turn) if turn.desk else planning.sheets_told(made) if isinstance(made, Plan) else ()
    picked = turn.heard.text
    if picked.isdecimal() and int(picked) <= len(sheets) and int(picked) > 0:
        sheet = sheets[int(picked) - 1]
        turn.show(sheet.text, page=(Section(sheet.title, (Sheet("", sheet.lines),)),) if sheet.lines else ())
    else:
        turn.say("sheets" if sheets else "no_sheets")
    turn.show(buttons=tuple((Button(s.title, f"/why {n}"),) for n, s in enumerate(sheets, start=1)))


def answer_question(turn: Turn) -> None:
    """From the cards; when unsure the nearest are offered, and what is not our subject is declined in a line."""
    beside = bool(turn.heard.found or turn.heard.doubts)  # what was told comes first, the question keeps its buttons
    facts, several = _facts_with_told(turn), len(turn.heard.found) + len(turn.heard.doubts) > 1
    if turn.heard.reason == "told":
        found = nearest(turn.heard.text)
    else:
        found = from_cards(turn.heard.text, facts, turn.today, turn.before_it(turn.heard.text), beside=several)
    is_known = found.advised or (found.usual is not None and found.usual.firm)  # "which is best" of what is told
    of_plan = (asks_nothing_else(turn.heard.text) and not is_known) or (
        not found.answered and asks_for_plan(turn.heard.text, beside=True)
    )
    if beside and not found.settled and of_plan:
        turn.say("of_plan.beside")
        _tell_so_far(turn)
        return
    if not beside and not found.answered and not found.settled and _is_of_plan(turn, LIKELY):
        return
    waits = beside and bool(found.offered) and not found.closest
    _tell(turn, found, say("talk.which_question_beside") if waits else "")
    turn.change(unanswered=turn.heard.text if waits else "")
    if beside and not found.answered and not found.settled:
        _tell_so_far(turn)
    if not found.answered and not found.settled:
        turn.heard = replace(turn.heard, reason="unsure" if found.offered else "outside")
        if not found.offered or not names_the_field(turn.heard.text):
            _or_of_plan(turn)


def _tell_so_far(turn: Turn) -> None:
    """What a message that tells and asks makes certain before the list has its yes, however it is read."""
    doubts = [doubt for doubt in turn.heard.doubts if any(fact.rpartition(".")[2] in TURNING for fact, _ in doubt)]
    told = {**turn.interview.answers, **turn.session.found, **turn.heard.found}
    if prod(len(doubt) for doubt in doubts) > READINGS:
        return
    readings = [
        agendas.agenda({**told, **dict(reading)}, turn.today, turn.interview.assumed) for reading in product(*doubts)
    ]
    line = in_all_of([reading.facts for reading in readings], turn.today)
    turn.show(*([line] if line else []))


def _is_of_plan(turn: Turn, least: float) -> bool:
    """Whether it was asked of the plan that stands above, with a chance of at least so much; then it is told."""
    if turn.open is not None or (kind := plan_kind(turn.heard.text, least)) is None:
        return False
    turn.heard = replace(turn.heard, text=kind)
    tell_of_plan(turn)
    return True


def _or_of_plan(turn: Turn) -> None:
    """What is no subject of ours may have been meant of the plan that stands above it."""
    if turn.open is None and not turn.interview.open and turn.planned(turn.interview.facts) is not None:
        turn.say("of_plan.meant")
        labels = [say(f"talk.of_plan.button.{kind}") for kind in OFFERED]
        turn.first_buttons = (*turn.first_buttons, *((Button(label, f"/ask {label}"),) for label in labels))


def explain_beside(turn: Turn) -> None:
    """What was asked of the question itself, behind an answer to it."""
    if turn.heard.asks == "why":
        asking.say_why(turn)
    elif turn.heard.asks == "explain":
        asking.say_in_other_words(turn)


def answer_beside(turn: Turn) -> None:
    """What else was asked behind an answer, with what that answer told."""
    if turn.heard.asks != "question":
        return
    found = from_cards(turn.heard.asked, turn.agenda.facts_ahead, turn.today, beside=True)
    if found.answered or found.settled or found.offered:
        _tell(turn, found, say("talk.which_question_now") if found.offered else "")
    else:
        turn.say("left_open", asked=turn.heard.asked)


def answer_at_last(turn: Turn) -> None:
    """The question that came with a list, once that is settled; where no card is sure the nearest again."""
    asked = turn.session.unanswered
    if not asked or asked.startswith("/"):  # a desk is gone to, not told about
        return
    found = from_cards(asked, turn.agenda.facts_ahead, turn.today, beside=True)
    if found.answered or found.settled or found.offered:
        _tell(turn, found, say("talk.which_question_now") if found.offered else "")
    else:
        turn.say("left_open", asked=asked)
    turn.change(unanswered="")


def _tell(turn: Turn, found: Found, instead: str) -> None:
    """An answer with its buttons, and that it was given. instead: words in the place of its own."""
    turn.show(*((instead,) if instead else found.blocks))
    figuring.keep(turn, found)
    turn.first_buttons = (*turn.first_buttons, *screens.card_buttons(found.offered))
    _lead_to_repair(turn, found)
    turn.change(asked=tuple(dict.fromkeys([*turn.session.asked, *found.answered])))


def _lead_to_repair(turn: Turn, found: Found) -> None:
    """A button to the desk that puts it right, where the card or the nearest one is of a mistake."""
    nearest = tuple(code for code, _ in found.offered[:1])
    if turn.desk is None and any(cards.card(code).repair for code in (*found.answered, *nearest)):
        turn.first_buttons = (*turn.first_buttons, *screens.to_repair())


def _facts_with_told(turn: Turn) -> Facts:
    """The facts that were told, the list that waits for its yes, and of the same message who asks and what he holds.

    What moves by the same message stays out: the question itself speaks of it.
    """
    here = {fact: value for fact, value in turn.heard.found.items() if fact.rpartition(".")[2] in WHO | HELD}
    here = {fact: value for fact, value in here.items() if str(value) not in _said_again(turn.heard.text)}
    told = {**turn.session.found, **here}
    if turn.desk is not None or turn.heard.event == "whatif" or not told:
        return turn.agenda.facts_ahead
    together = {**turn.interview.answers, **turn.interview.idle, **told}
    told = {name: value for name, value in together.items() if name in told or name not in turn.interview.assumed}
    return agendas.agenda(told, turn.today, turn.interview.assumed).facts_ahead


def _said_again(text: str) -> set[str]:
    """Dollars that stand in a text more than once: the same money, first held and then moved."""
    said = [f"{span.values[0]:f}" for span in amounts.find(text) if span.kind == "money" and span.values]
    return {one for one in said if said.count(one) > 1}


def knows_amount(turn: Turn) -> bool:
    """The amount asked about stands in the plan or was told."""
    return bool(_behind(turn))


def explain_amount(turn: Turn) -> None:
    trials.name_trial(turn)
    turn.show(*_behind(turn))


def _behind(turn: Turn) -> tuple[str, ...]:
    amount, agenda = Decimal(str(turn.heard.value)), turn.interview
    told = [
        say("talk.you_told", fact=screens.fact_line(question, agenda.answers[question.fact], agenda))
        for question in agenda.told
        if question.card.kind == "money" and agenda.answers[question.fact] == f"{amount:f}"
    ]
    made = turn.plan(agenda.facts)
    return (*told[:1], *where_from(amount, agenda.facts, made if isinstance(made, Plan) else None))


def tell_tax(turn: Turn) -> None:
    """What the plan adds to the tax bill; the rest of the return is not our subject."""
    made = None if turn.interview.open else turn.planned(turn.interview.facts)
    if made is None:
        turn.say("tax.early")
        return
    trials.name_trial(turn)
    turn.show(in_short(made, OWED))


def tell_of_plan(turn: Turn) -> None:
    """What is asked of the plan as a whole, from its figures; before there is one, what it still needs."""
    left = len(turn.interview.open)
    made = None if left else turn.planned(turn.interview.facts)
    if made is None and turn.heard.text == SIZE:
        turn.show(*from_cards(OF_SIZE, turn.interview.facts, turn.today).blocks)
    if made is None:
        turn.say("of_plan.early" if left else "of_plan.none", left=left)
        known = so_far(turn.interview.facts, turn.today, turn.interview.facts_ahead)
        turn.show(*([known] if known else []))
        return
    trials.name_trial(turn)
    warned = cards.warned(made.case, stakes=at_stake(made)) if turn.heard.text == RISKS else {}
    turn.show(in_short(made, turn.heard.text, [*warned.values()]))


def tell_step(turn: Turn) -> None:
    """One step of the plan in whole, by its number."""
    made = None if turn.interview.open else turn.planned(turn.interview.facts)
    if made is None:
        tell_of_plan(turn)
        return
    trials.name_trial(turn)
    number = turn.heard.text
    asked = telling.by_number(made, number)
    count = len(next((one.steps for one in made.forks if number.startswith(one.id)), made.steps))
    turn.show(telling.whole(asked, made) if asked else say("talk.done.no_such_step", number=number, count=count))


def send_paper(turn: Turn) -> None:
    """The PDF, the picture or the calendar; without a plan, why there is none."""
    facts = turn.real.facts
    trials.leave_trial_out(turn)
    found = clash(facts, turn.today)
    if found is not None:
        turn.show(planning.clash_text(found))
    elif turn.planned(facts) is None:
        turn.show(*turn.plan_told(facts, "short"))
    else:
        trials.name_open(turn, turn.real)
        turn.say(f"paper.{turn.heard.event}")
        turn.show(document=turn.heard.event, content=order(facts, turn.today))
