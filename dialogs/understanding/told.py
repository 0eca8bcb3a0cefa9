"""Readers of facts told in passing. Each gives an event, or None when the words are something else."""

from __future__ import annotations

from calc.facts import FilingStatus
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.interview.belonging import choice_of, whole_of
from dialogs.interview.questions import card_of, desk_cards
from dialogs.session import DESKS, DOUBTING, Answers, Stage, Told
from dialogs.text import tidy
from dialogs.understanding import choices, corrections, judge, shares, stories
from dialogs.understanding.answered.choosing import choice_in_a_sentence
from dialogs.understanding.answered.kinds import LISTED, WITHOUT_ACCOUNTS, says_that_is_all
from dialogs.understanding.answered.outright import only_answer
from dialogs.understanding.clauses import clauses
from dialogs.understanding.feelings import feeling
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentences
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question
from dialogs.understanding.reckoning.words import is_reckoned
from dialogs.understanding.tokens import tokens
from dialogs.understanding.whose import whom


def correction(message: Message) -> Heard | None:
    """A line of the list that waits for a yes is said anew."""
    session, told = message.session, message.told
    if session.stage is not Stage.CONFIRMING or session.ticking:
        return None
    event, found = corrections.correction(
        message.text, session.found, message.agenda, message.said.today, session.names
    )
    of_others = [doubt for doubt in told.doubts if not session.found.keys() & {fact for fact, _ in doubt}]
    if found and of_others and not (told.found or corrections.is_led(message.text)):
        return Heard("several", doubts=((*found.items(), *of_others[0]),))  # 305k beside a conversion: of what?
    moved = {fact for fact, value in found.items() if value is None and fact in session.found}
    doubts = () if moved else told.doubts  # what denies the account it was said to be in is no news of its own
    lost = tuple(part for part in told.lost if tidy(part) != tidy(message.text))  # all of it is what was put right
    worked = dict.fromkeys(found, message.text) if shares.find(tidy(message.text)) else {}  # 5% of the pay on it
    return Heard(event, found=found, doubts=doubts, lost=lost, worked=worked) if found else None


def known(message: Message) -> Heard | None:
    """Nothing but what is noted already."""
    repeated = message.whole.found and not message.told.facts and not message.whole.lost
    question = message.question
    if repeated and question is not None and question.fact.endswith(("ira_kinds", "plan_kinds")):
        named = {choice_of(fact)[1] for fact in message.whole.found if choice_of(fact)[0] == question.fact}
        if named and named == {*agendas.ticks(question, message.session)}:
            return Heard("all_ticked")  # just a traditional with 18,400, as was told before
    return Heard("misread", reason="known") if repeated else None


def _is_about_the_question(message: Message, question: Question) -> bool:
    """Accounts that are only named while something else is asked, and tell nothing of their owner."""
    if question.fact in message.told.facts or question.card.kind in WITHOUT_ACCOUNTS:
        return False
    reckoned = question.card.kind == "money" and is_reckoned(message.text)
    chosen = question.card.kind == "choice" and choice_in_a_sentence(message) is not None
    other_list = question.card.kind == "several" and not message.wordy
    of_both = any(fact.startswith("spouse.") for fact in message.told.facts)  # 401(k), both of us
    denied = all(value == [] for value in message.told.found.values()) and not message.told.doubts  # no plan at work
    kinds = question.card.section is Stage.INCOME and all(f.endswith("_kinds") for f in message.told.facts)
    nobody = not (denied or of_both or kinds or question.card.kind == "several" or whom(tidy(message.text)))
    nobody = nobody and message.told.facts != {"circumstances"}  # 2026. being sued
    return reckoned or chosen or other_list or nobody


_AGAINST = frozenset({"not", "mood", "other", "time"})  # what speaks against a tick


def is_plain(message: Message) -> bool:
    """Whether nothing is left over of a message beside the one fact that it tells."""
    ((fact, value),) = ((fact, value) for fact, value in message.told.found.items() if not whole_of(fact))
    if card_of(fact) is None:
        return True
    today, year = message.said.today, message.agenda.facts.tax_year or message.said.today.year
    worked = message.told.worked.get(fact, "")
    left = judge.left_over(message.text, agendas.bound(fact), value, worked, today, year)
    return not [mark for mark in left if not isinstance(value, list) or mark.kind in _AGAINST]


def _given_to_the_other(message: Message) -> Answers:
    """Of "wait, no, the rollover is his" what was noted as one's own: the other's now, and no more one's own."""
    session, found = message.session, message.told.found
    if not corrections.is_led(message.text) or session.stage in DOUBTING or len(found) != 1:
        return {}
    ((fact, kinds),) = found.items()
    who, _, name = fact.partition(".")
    if name != "ira_kinds" or not isinstance(kinds, list) or who not in OTHER:
        return {}
    noted = {**session.mentioned, **session.answers}
    own, theirs = noted.get(f"{OTHER[who]}.{name}"), noted.get(fact)
    kinds = [kind for kind in kinds if not isinstance(theirs, list) or kind not in theirs]
    values = {kind: value for kind in kinds if (value := noted.get(f"{OTHER[who]}.{kind}")) is not None}
    if not values and not (isinstance(own, list) and set(kinds) & {*own}):
        return {}
    left = {f"{OTHER[who]}.{name}": [kind for kind in own if kind not in kinds]} if isinstance(own, list) else {}
    given = {f"{who}.{kind}": value for kind, value in values.items()}
    if left.keys() & session.answers.keys():
        return {**left, **given}  # what is no more on the list does not count
    return {**left, **given, **{f"{OTHER[who]}.{kind}": "0" for kind in values}}


def _went_wrong(message: Message) -> Answers:
    """What somebody who speaks of a mistake tells for the desk that puts it right; not while a list waits."""
    what = desk_cards(Stage.REPAIR)[0]
    session = message.session
    if session.stage in {*DESKS, *DOUBTING} or what.fact in session.answers or session.planned is not None:
        return {}
    meant = choices.told_of(message.text, what) if feeling(message.text) == "mistake" else ()
    if len(meant) != 1 or is_question(message.text):
        return {}
    born = message.agenda.facts.you.birth_year
    return {what.fact: meant[0], **stories.besides(message.text, what, meant[0], message.said.today, born)}


_FEW = 2  # facts that are noted beside a list; more, and others, are looked over first
_LOOKED_OVER = 4  # facts; a longer message tells a story


def _list_with_its_facts(message: Message) -> Heard | None:
    """Accounts or plans as the whole answer to their list, with what is in them: a SEP with 64k."""
    question, told, session = message.question, message.told, message.session
    if question is None or not question.fact.endswith(("ira_kinds", "plan_kinds")) or session.stage in DOUBTING:
        return None
    beside = {fact: value for fact, value in told.found.items() if fact != question.fact}
    own = all(choice_of(fact)[0] == question.fact for fact in beside)
    open_ends = told.doubts or told.lost or told.asks or not told.clear or session.planned is not None
    if (
        not beside
        or open_ends
        or len(told.found) > _LOOKED_OVER
        or any(value in ("0", None, False, []) for value in beside.values())
    ):
        return None
    parts = clauses(message.text, message.said.today, session.names)
    if any(part.of("not") for part in parts) or not any(part.of("ira", "plan") for part in parts):
        return None
    if next(lexicon("grammar", "among_others").find(tokens(tidy(message.text))), None):
        return None
    named, before = told.found.get(question.fact), agendas.ticks(question, session)
    in_them = {choice for many, choice in map(choice_of, beside) if many == question.fact}
    meant = {*(named if isinstance(named, list) else ()), *before, *in_them}
    if not meant - {*before}:
        return None
    found: dict[str, Told] = {question.fact: [key for key in question.card.choices if key in meant], **beside}
    event = "noted" if own and len(beside) <= _FEW else "several"
    return Heard(event, found=found, worked=told.worked, whole=(question.fact,), text=message.text)


def _closed_with(message: Message) -> Answers:
    """The list that is asked, where that is said to be all: 3,000 in the Roth, nothing else."""
    question, told = message.question, message.told
    if question is None or question.card.kind != "several" or not says_that_is_all(message.text):
        return {}
    named = told.found.get(question.fact, [])
    in_them = {
        choice
        for fact, value in told.found.items()
        for many, choice in [choice_of(fact)]
        if many == question.fact and value not in ("0", None, False, [])
    }
    meant = {*agendas.ticks(question, message.session), *(named if isinstance(named, list) else ()), *in_them}
    torn = {fact for doubt in told.doubts for fact, _ in doubt}
    if not (in_them or named) or question.fact in torn or any(choice_of(fact)[0] == question.fact for fact in torn):
        return {}
    return {question.fact: [key for key in question.card.choices if key in meant]}


def facts(message: Message) -> Heard | None:
    """One fact or many, to be listed and confirmed; with a question beside, perhaps."""
    told, question = message.told, message.question
    if question and question.card.kind in LISTED:  # many numbers, which are boxes or years
        return None
    if listed := _list_with_its_facts(message):
        return listed
    story = _went_wrong(message)
    if not (told.facts or story) or (question and told.ticks and _is_about_the_question(message, question)):
        return None
    asks = (is_question(message.text) or "? " in message.text) and told.asks
    asks = asks and any(is_question(one) and feeling(one) != "lost" for one in sentences(message.text))
    if question and told.facts == {question.fact} and not (told.weighty or asks):
        return only_answer(message, told, question)
    single = len(told.facts) == 1 and told.clear and not (told.doubts or told.weighty) and is_plain(message)
    changed = any(fact in message.session.answers for fact in told.found) and question is not None
    status = message.agenda.facts.filing_status
    alone = status is not None and status not in {FilingStatus.MFJ, FilingStatus.MFS}
    stranger = alone and any(
        fact.startswith("spouse.") for fact in told.found
    )  # a spouse of somebody who files alone
    undisputed = single and not stranger and not (changed or asks or message.session.planned)
    moved = _given_to_the_other(message)
    undisputed = undisputed and message.session.stage not in DOUBTING and not (story or moved)
    return Heard(
        "noted" if undisputed else "several",
        found={**told.found, **story, **moved, **(closed := _closed_with(message))},
        doubts=told.doubts,
        lost=told.lost,
        text=message.text,
        reason="asked" if asks else "",
        worked=told.worked,
        whole=(*told.whole, *closed),
    )
