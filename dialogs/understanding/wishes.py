"""Readers of what a person wants of us. Each gives an event, or None when the words are something else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from dialogs.interview.belonging import choice_of
from dialogs.session import DESKS, DOUBTING, Stage
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import (
    choices,
    converting,
    facts,
    naming,
    roth_withdrawals,
    steps_told,
    supposing,
    verbs,
    zones,
)
from dialogs.understanding.about_question import is_put_right
from dialogs.understanding.basics import basic
from dialogs.understanding.clauses import PEOPLE, clauses, is_harmless
from dialogs.understanding.facts.telling import Telling, one_sum
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.marks import sentence, sentences
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.of_plan import names_the_field
from dialogs.understanding.questions import asks_by_noun, is_question, is_telling
from dialogs.understanding.readings import Misread, Understood
from dialogs.understanding.replies import beside_a_list, replies, sense

YES_OR_NO = (*DOUBTING, Stage.WHATIF, Stage.REVIEW)

_CHANGE = pattern("wishes", "change")
_WHAT_IF = pattern("wishes", "what_if")
_CHANGES = pattern("wishes", "changes")

_ASKS = pattern("wishes", "asks")
_EMPTY = frozenset({"not", "link", "cut", *PEOPLE})  # beside a denial these do not say of what it is one
_FEW = 9  # words; a longer text asks something else
_MOVES = frozenset(
    {"paid_in", "converted", "took_out", "rolled_over", "rolled_in", "relabeled", "returned", "withheld"}
)


def nothing(message: Message) -> Heard | None:
    return None if message.text else Heard("empty")


def yes_or_no(message: Message) -> Heard | None:
    if message.session.stage not in YES_OR_NO:
        return None
    waits = message.session.stage in {Stage.CONFIRMING, Stage.REVIEW}
    of_list = beside_a_list(message.text) if waits else ""
    if of_list == "yes" or (of_list and message.session.stage is Stage.CONFIRMING):
        return Heard("yes") if of_list == "yes" else _of_no_list(message)  # "not yet": the list asks for no deed
    nothing = bare(message.text) in ways_to_say("none") - ways_to_say("no_amount") or _denies_nothing(message)
    if nothing and message.session.stage is Stage.CONFIRMING:
        return _of_no_list(message)
    said = next((word for word in ("yes", "no") if bare(message.text) in ways_to_say(word)), None)
    if said == "no" and _holds_several(message) and "leave" not in replies(message.text):
        return Heard("edit")  # which of them is wrong?
    return Heard(said) if said else None


def yes_and_question(message: Message) -> Heard | None:
    """A yes to the list, and a question behind it: yes. is profit the same as pay?"""
    first, _, asked = message.text.partition(" ") if "," in message.text[:12] else ("", "", "")
    parts = sentences(message.text)
    first, asked = (parts[0], " ".join(parts[1:])) if len(parts) > 1 else (first, asked)
    settled = message.session.stage is Stage.CONFIRMING and beside_a_list(first) == "yes"
    if not (settled and asked and all(is_question(one) for one in sentences(asked))):
        return None
    asked = f"{asked.rstrip(' ?')}?"
    return Heard("yes", asked="" if verbs.in_words(asked) or is_put_right(asked) else asked)


def _of_no_list(message: Message) -> Heard:
    """A denial beside a list: is it of the list, or of what was asked?"""
    return Heard("misread", text=message.text, reason="none_beside_list")


def _denies_nothing(message: Message) -> bool:
    """Whether a denial does not say of what: nothing this year yet, we haven't."""
    marks = [mark for part in clauses(message.text, message.said.today, message.session.names) for mark in part.marks]
    says_no = sense(message.text) == "denied" and not replies(message.text) & {"no", "leave"}
    now = message.said.today.year
    return says_no and all(
        mark.kind in _EMPTY
        or (mark.time is not None and mark.time.year == now)
        or (mark.kind == "word" and is_harmless(mark.key))
        for mark in marks
    )


def _holds_several(message: Message) -> bool:
    """Whether a list of more than one thing waits for its yes, and no step."""
    session = message.session
    waits = session.stage is Stage.CONFIRMING and not session.ticking
    return waits and len(session.found) + len(session.doubts) > 1


def none_of_them(message: Message) -> Heard | None:
    """Of what was asked back none is meant, or it is to be left out; without a doubt that is a no to the list."""
    session = message.session
    left = bool(replies(message.text) & ({"none", "leave"} if session.doubts else {"leave"}))  # not "not yet"
    left = left or (bool(session.doubts) and sense(message.text) == "unsure")
    if session.stage is not Stage.CONFIRMING or not left or beside_a_list(message.text) == "deed":
        return None
    return Heard("neither" if session.doubts else "no")


def yes_to_nothing(message: Message) -> Heard | None:
    """A yes or a no that nothing waits for."""
    idle = message.question is None and bare(message.text) in ways_to_say("yes") | ways_to_say("no")
    return Heard("fine") if idle else None


def verb(message: Message) -> Heard | None:
    """A whole text like "help" or "show me the plan"; unless the same words are a choice of the open question."""
    text, question = message.text, message.question
    wanted = verbs.in_words(text) or ("repeat" if text.endswith("?") and not bare(text) else None)
    if wanted is None or (question and choices.is_exact(text, question.card)):
        return None
    return Heard(wanted)


def step_done(message: Message) -> Heard | None:
    """A step of the plan to tick off: "I converted it on Tuesday"."""
    done = steps_told.says_done(message.text, while_asked=message.question is not None)
    if not done or (not steps_told.names_a_step(message.text) and _tells_sums(message)):
        return None  # we did it: paid in 1,500 more
    return Heard("done", text=message.text)


def _tells_sums(message: Message) -> bool:
    """Whether the acts are told with their amounts."""
    told = (*message.told.found.values(), *(value for doubt in message.told.doubts for _, value in doubt))
    return any(isinstance(value, str) and any(map(str.isdigit, value)) for value in told)


def step_asked(message: Message) -> Heard | None:
    """A step of the plan above that is asked about by its number: "what's step 5 about", "can I skip step 3"."""
    if message.question is not None or message.session.stage in DOUBTING or len(message.text.split()) > _FEW + 3:
        return None
    step = steps_told.step_named(message.text)
    return Heard("of_step", text=step) if step else None


def step_mentioned(message: Message) -> Heard | None:
    """Something was carried out, and which step that is has to be tapped: "the conversion went through"."""
    carried_out = message.question is None and steps_told.says_carried_out(message.text)
    return Heard("done") if carried_out else None


def time_zone(message: Message) -> Heard | None:
    """Reminders wait for nothing but where it is nine in the morning."""
    reminding = message.session.reminding
    waits = reminding and not reminding.zone and zones.find(message.text)
    return Heard("remind", text=message.text) if waits else None


def change(message: Message) -> Heard | None:
    """An answer given before: "change my state", "set the filing status to single"."""
    told = _CHANGE.match(message.text)
    if told is None:
        return None
    fact, found, slip = naming.fact_told(told[1], message.agenda, message.said.today)
    if found:
        return Heard("several", found=found)
    return Heard("edit", fact, text=message.text, **slip) if fact else None


def what_if(message: Message) -> Heard | None:
    """Something to try out: "what if my income were 140k", "what if I converted 20k"."""
    text, agenda, today = message.text, message.agenda, message.said.today
    told = _WHAT_IF.match(text)
    bare_wish = message.question is None and not is_question(text) and converting.begins(text)
    tried = told[1] if told else text if bare_wish else ""
    if amount := converting.amount(tried, agenda, today) if tried else None:
        return Heard("whatif", found=converting.tried(tried, amount, agenda), value=amount, text=text)
    if told is None:
        return None
    if message.question is not None and (beside := _asked_beside(message)):
        return beside  # no plan yet to hold it against: what if I had a SEP? Single, 176k
    if (by_how_much := _CHANGES.search(told[1])) and (
        fact := naming.fact_meant(told[1][: by_how_much.start()], agenda)
    ):
        return Heard("whatif", fact, text=text)
    fact, found, slip = naming.fact_told(told[1], agenda, today)
    found = found or dict(facts.listen(told[1], agenda, today).found)
    return Heard("whatif", fact, found=found, text=text, **slip) if fact or found else None


def supposed(message: Message) -> Heard | None:
    """A change to try, in plain words: "what if I earn 20k more", "what if I convert half"."""
    trying = message.session.planned is not None or message.session.stage is Stage.WHATIF
    words = supposing.body(message.text, trying=trying) if message.question is None else None
    if words is None:
        return None
    whole = tidy(message.text).rstrip(" .!?").endswith(words)
    if not whole and not supposing.is_relative(words) and message.figured(message.text):
        return None  # a figure is asked for beside it
    if found := supposing.changes(words, message.agenda, message.said.today):
        return Heard("whatif", found=found, text=message.text)
    if supposing.is_relative(words):
        return what_if(message) or Heard("question", text=message.text)
    as_told = replace(message, said=replace(message.said, text=supposing.plainly(words)))
    return what_if(as_told) if whole and not _WHAT_IF.match(message.text) else None


def year_beyond(message: Message) -> Heard | None:
    """A tax year is asked for that we have no figures of; beside a list a year alone may answer what comes next."""
    bare = message.question is None and message.session.stage is not Stage.CONFIRMING
    year = naming.year_wanted(message.text, bare=bare)
    gap = naming.uncovered(year) if year else None
    return Heard("misread", text=message.text, **gap) if gap else None


def where_an_amount_is_from(message: Message) -> Heard | None:
    """How a figure was reached: "where does $7,500 come from"."""
    amount = _asked_amount(message.text)
    return Heard("where_from", value=f"{amount:f}", text=message.text) if amount else None


def question(message: Message) -> Heard | None:
    """A question that tells no fact beside."""
    asks = is_question(message.text) and not message.told.facts
    return Heard("question", text=message.text) if asks and not _is_a_sum_in_words(message) else None


def _is_a_sum_in_words(message: Message) -> bool:
    """Whether words that only begin like a question hold the amount that is asked for: "is 6,500 dollars inside"."""
    asked = message.question is not None and message.question.card.kind == "money"
    apart = message.text.rstrip().endswith("?") or message.subject(message.text) or message.figured(message.text)
    return asked and not apart and one_sum(message.text) is not None


def figure_asked(message: Message) -> Heard | None:
    """A question whose figures are the asker's own: it is worked out, and tells nothing.

    Sentences of their own beside it may: they are listed after the answer.
    """
    said = len(message.told.facts) > 1 or not isinstance(
        message.reading, Misread
    )  # "single, CA, salary 200k"; "the max"
    moves = message.question is not None and message.question.fact.endswith(".moves")
    said = said or (moves and bool(message.whole.found))  # put 7,500 straight into the Roth
    # no cap, just the 72k limit; 24,500, the max
    answers_it = isinstance(message.reading, Understood) or _begins_with_a_sum(message)
    of_money = message.question is not None and message.question.card.kind == "money"
    said = said or (answers_it and of_money)
    asked = message.question.fact if message.question else ""
    others = message.told.facts - {asked}
    own = all(choice_of(fact)[0] == asked for fact in others)  # 401k with the max
    of_plans = "plan" in asked  # a state's tax by name, single, 150k wages: no list of accounts is asked for there
    listed = of_plans and asked in message.told.found and bool(others) and (own or len(others) > 1)
    by_noun = asks_by_noun(message.text) and not (answers_it or listed)  # 401k, max it, after-tax allowed
    asking = is_question(message.text) or "? " in message.text or by_noun
    tells = said and not asking
    the_most = not asking and message.reading == Misread("most")  # "whatever the limit is", where that is no amount
    asks = not tells and not the_most and not _WHAT_IF.match(message.text) and message.figured(message.text)
    if not asks:
        return None
    return _asked_beside(message) or Heard("question", text=message.text)


def _begins_with_a_sum(message: Message) -> bool:
    """Whether an amount stands first, where one is asked for: 24,500, the max."""
    marks = sentence(tidy(message.text), message.said.today, {}).marks
    first = next((mark for mark in marks if mark.kind not in {"link", "cut"}), None)
    asked = message.question is not None and message.question.card.kind == "money"
    return asked and first is not None and first.amount is not None and first.key == "money"


def _asked_beside(message: Message) -> Heard | None:
    """A question beside facts, which are listed after the answer; None where nothing is stated."""
    stated = _stated(message)
    if stated is None or not (stated.facts or stated.lost):
        return None
    return Heard(
        "several",
        text=message.text,
        reason="asked",
        found=stated.found,
        doubts=stated.doubts,
        lost=stated.lost,
        worked=stated.worked,
        whole=stated.whole,
    )


def _stated(message: Message) -> Telling | None:
    """What the sentences tell that neither ask nor suppose; None where nothing is stated."""
    if message.session.stage in (*DOUBTING, *DESKS) or message.session.planned is not None:
        return None
    if roth_withdrawals.is_story(message.text, message.said.today):
        return None
    parts = [part for part in pattern("wishes", "sentence").split(message.text) if part.strip()]
    stated = [said for part in parts if (said := _statement(part, message))]
    if not stated or stated == parts:
        return None
    return replace(message, said=replace(message.said, text=". ".join(stated))).told


def _statement(sentence: str, message: Message) -> str:
    """What a sentence states: all of it, or beside a question what somebody says of himself; empty for nothing.

    A move beside a question is what it asks about: "I convert 50k, how much is taxed?"
    """
    supposes = pattern("wishes", "supposes")
    if not (is_question(sentence) or asks_by_noun(sentence)):
        return "" if supposes.search(sentence) else sentence
    parts = clauses(sentence, message.said.today, message.session.names)
    told = [part for part in parts if not part.asks]
    of_himself = any(part.of("you", "both", "status") for part in told) and not any(part.of("other") for part in told)
    if not of_himself or any(part.of("act") and _MOVES & set(part.keys("act")) for part in told):
        return ""
    words = ", ".join(part.text for part in told)
    return "" if supposes.search(words) or is_question(words) else words


def basic_question(message: Message) -> Heard | None:
    """What nearly everybody asks, in few words."""
    return Heard("question", text=message.text) if basic(message.text) else None


def about_the_subject(message: Message) -> Heard | None:
    """No question by its form, but about something that people confuse; a bare name asks what it is."""
    if not message.wordy:
        asked = pattern("questions", "what_is_it")
        name = message.text if asked.fullmatch(tidy(message.text)) else ""
        return Heard("question", text=f"{name}?") if name and message.figured(f"{name}?") else None
    if not message.subject(message.text):
        return None
    told = is_telling(message.text)
    if told and not names_the_field(message.text):
        return None
    return Heard("question", text=message.text, reason="told" if told else "")


def _asked_amount(text: str) -> Decimal | None:
    """The amount that a short "why 7,500" or "where does the $2,324 come from" asks about."""
    said = tidy(text)
    if not _ASKS.match(said) or len(said.split()) > _FEW:
        return None
    found = one_sum(said.rstrip(" ?!."))
    return None if found is None else Decimal(found)
