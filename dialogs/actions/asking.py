"""What the talk waits for: the open question or a yes, said anew, and why the words before were no answer."""

from __future__ import annotations

from dataclasses import replace

from calc.contradictions import Contradiction
from dialogs.actions import files, found, guards, renewal, trials
from dialogs.actions.turn import Turn
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.messages import Keeper
from dialogs.phrases import phrases, say
from dialogs.session import DESKS, DOUBTING, Stage
from dialogs.understanding import about_question
from dialogs.views import desk as desk_screens
from dialogs.views import question as screens
from dialogs.views import review as fact_screens


def ask(turn: Turn) -> None:
    """What the talk waits for: the open question, or whatever the stage asks."""
    question = turn.open
    if question is not None:
        turn.year_named = turn.names_year
        named = (screens.year_assumed(turn.interview),) if turn.year_named else ()
        other = screens.rows([screens.another_year()]) if turn.year_named else ()
        text, buttons = screens.asked(question, turn.session, turn.agenda, turn.today, turn.opened)
        turn.show(*named, text, buttons=(*turn.first_buttons, *buttons, *other))
    elif turn.stage is Stage.CONFIRMING:
        found.list_found(turn)
    elif turn.stage is Stage.RESTARTING:
        turn.say("restarting")
        turn.show(buttons=screens.yes_no(turn.session, turn.stage, "start_over", "go_back"))
    elif turn.stage is Stage.RENEWING:
        renewal.ask_to_renew(turn)
    elif turn.stage is Stage.IMPORTING:
        files.ask_to_import(turn)
    elif turn.stage in DESKS:
        turn.say("stand.desk")
        turn.show(buttons=(*turn.first_buttons, *desk_screens.desk_buttons(turn.stage)))
    elif turn.stage is Stage.FORGETTING:
        turn.say("forgetting")
        turn.show(buttons=screens.yes_no(turn.session, turn.stage, "forget_all", "keep_all"))
    elif guards.asks_anew(turn):
        turn.say("stand.open", left=len(turn.interview.open))
        turn.show(buttons=(*turn.first_buttons, *screens.rows(map(screens.verb, ("resume", "plan", "review")))))
    elif turn.stage is Stage.REVIEW:
        turn.say("stand.review")
        turn.show(buttons=(*turn.first_buttons, *screens.rows(map(screens.verb, ("plan", "review", "edit")))))
    elif trials.tried(turn):
        trials.ask_to_keep(turn)
    elif turn.stage is Stage.WHATIF:
        trials.compare(turn)
    else:
        turn.say("stand.planned")
        ways = screens.rows(map(screens.verb, ("more", "summary", "whatif", "review")))
        turn.show(buttons=(*turn.first_buttons, *ways))


def ask_again(turn: Turn) -> None:
    """The question on the table once more, under what was shown between; nothing where none is."""
    if turn.open is not None or turn.stage in DOUBTING:
        ask(turn)


def recap(turn: Turn) -> None:
    if turn.session.answers and turn.desk is None:
        turn.show(fact_screens.recap(turn.session, turn.real))


def offer_ways(turn: Turn) -> None:
    if turn.session.answers:
        turn.add_buttons(screens.verb("review"), screens.verb("restart"))


def not_now(turn: Turn) -> None:
    """The table has no such move here: nothing changes, and that is said."""
    turn.heard = replace(turn.heard, found={})
    turn.say("first_this" if turn.stage in DOUBTING else "not_now")
    ask(turn)


def say_needed(turn: Turn) -> None:
    turn.say("needed" if turn.desk is None else "needed_at_desk")


def offer_readings(turn: Turn) -> None:
    question = turn.open
    turn.change(readings=turn.heard.values)
    turn.name_lost("found.lost")
    if question is not None and turn.heard.doubted:
        _ask_which_is_right(turn, question, turn.heard.doubted)
    elif question is not None:
        turn.say(f"readings.{turn.heard.reason}")
        again = screens.reading_buttons(question, turn.heard.values, turn.session, turn.agenda)
        years = turn.heard.values if turn.heard.reason == "year" else ()
        again = (*again, *(row for year in years for row in screens.year_meant(str(year), turn.interview)))
        turn.show(buttons=(*again, *screens.rows(screens.own(question, turn.session, "why", "back"))))


def _ask_which_is_right(turn: Turn, question: Question, doubted: Contradiction) -> None:
    """The answer under its name, to be confirmed, and every other fact that it does not go with, to be changed."""
    turn.show(say(f"unlikely.{doubted.reason}", **doubted.values))
    name = screens.fact_line(question, turn.heard.values[0], turn.agenda)
    ((confirmed,),) = screens.reading_buttons(question, turn.heard.values, turn.session, turn.agenda)
    others = [screens.change_button(fact, turn.agenda) for fact in doubted.fields if fact != question.fact]
    ways = ((replace(confirmed, label=screens.short(name)),), *((other,) for other in others))
    turn.show(buttons=(*ways, *screens.rows(screens.own(question, turn.session, "why", "back"))))


def explain(turn: Turn) -> None:
    """What was understood and what is needed, with an example; then the same question again."""
    question = turn.open
    if question is None and turn.heard.reason:
        turn.say(f"misread.{turn.heard.reason}", **turn.heard.shown)
        return
    if question is None and turn.stage is Stage.CONFIRMING and not turn.session.ticking:
        turn.say("misread.beside_list")
        return
    if question is None:
        turn.say("misread.not_yes_or_no" if turn.stage in DOUBTING else "misread.no_question")
        return
    turn.say(f"misread.{turn.heard.reason}", **turn.heard.shown)
    turn.name_lost("found.lost")
    if turn.before.readings and turn.heard.fact == question.fact:  # what was offered before is still on the table
        turn.change(readings=turn.before.readings)
        turn.first_buttons = screens.reading_buttons(question, turn.before.readings, turn.session, turn.agenda)
    if turn.heard.fact is None:  # of another question
        return
    example = question.card.wording(question.who).example.format(**screens.question_values(question, turn.agenda))
    turn.say("misread.example", example=example)


def at_the_start(turn: Turn) -> None:
    turn.say("at_the_start")


def list_facts(turn: Turn) -> None:
    if not turn.agenda.told and not turn.agenda.waiting:
        turn.say("edit.nothing")
        ask(turn)
        return
    if turn.desk is not None:
        turn.show(say("talk.edit.which"), buttons=desk_screens.fact_buttons(turn.session, turn.agenda))
        return
    text, buttons = fact_screens.to_change(turn.heard.fact or turn.heard.text, turn.session, turn.agenda)
    turn.show(text, buttons=buttons)


def still_noted(turn: Turn) -> None:
    question = turn.agenda.question(turn.heard.fact)
    if question is not None:
        turn.say("noted_already", fact=screens.question_label(question, turn.agenda))


def name_old_button(turn: Turn) -> None:
    question = turn.asked_about
    if question is None or question is turn.open:
        turn.say("old_button.gone")
        return
    noted = turn.session.answers.get(question.fact)
    told = screens.answer_shown(question, noted, turn.agenda) if question.fact in turn.session.answers else None
    name = screens.question_label(question, turn.agenda)
    if told is None:
        turn.say("old_button.open", fact=name)
    else:
        turn.say("old_button.noted", fact=name, value=told)
    turn.first_buttons = ((screens.change_button(question.fact, turn.agenda),),)


def why_a_yes(turn: Turn) -> None:
    turn.say("why_a_yes")


def say_why(turn: Turn) -> None:
    """Of the question that is named, by a button of it, else of the open one."""
    question = turn.asked_about or turn.open
    if question is not None:
        words = question.card.wording(question.who)
        own = screens.question_values(question, turn.agenda)
        turn.say("why", why=words.why.format(**own), example=words.example.format(**own))


def say_in_other_words(turn: Turn) -> None:
    """What was asked about the question itself, from its own card."""
    question, asked = turn.open, turn.heard.text
    if question is None and turn.heard.fact:  # of a list that waits for its yes
        question = agendas.bound(turn.heard.fact)
    if question is None:
        return
    card, own = question.card, screens.question_values(question, turn.agenda)
    words = card.wording(question.who)
    if asked.isdecimal():
        turn.show(card.asked[int(asked)].text.format(**own))
        return
    there = card.where if asked == about_question.WHERE else card.plainly
    turn.show((there or card.plainly or words.why).format(**own))
    turn.say("misread.example", example=words.example.format(**own))


def pause(turn: Turn) -> None:
    turn.say("paused")


def say_forgotten(turn: Turn) -> None:
    turn.say("forgotten")


def tell(turn: Turn) -> None:
    text = turn.heard.text
    if turn.heard.event == "unreadable":
        text = say(f"talk.medium.{text if text in phrases()['talk']['medium'] else 'other'}")
    told = {"days": turn.keeper.days, "keeper": _keeper(turn.keeper)}
    turn.say(f"tell.{turn.heard.event}", text=text, left=len(turn.interview.open), **told)


def _keeper(keeper: Keeper) -> str:
    return say("talk.keeper", contact=keeper.contact) if keeper.contact else say("talk.keeper_unknown")
