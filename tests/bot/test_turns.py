"""From updates to replies in one transaction, on both databases: once each, in order, and a failure stops nobody."""

import json
from dataclasses import replace
from datetime import date

import pytest
from kept import TELEGRAM, keep, sessions
from sqlalchemy import func, select, update
from standin import ENGINE

from bot.channels.telegram.render import Message
from bot.delivery.turns import HOLD, Arrived, Turns
from bot.delivery.work import DEEPEST, LARGEST_TALK, MANY_WAIT
from bot.store import outbox as sending
from bot.store.messages import TAKEN_BACK, Numbered
from bot.store.schema import chats, inbox, messages, outbox, talks, waits
from dialogs.messages import Reply


class Clock:
    now = 1_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def process(store, clock):
    """Another process over the same database, by its number; no word costs anything there, however busy we are."""
    today = date(2026, 11, 23)
    return lambda holder: Turns(store, TELEGRAM, ENGINE, holder, clock, lambda: today, worked=lambda: 0.0)


@pytest.fixture
def turns(process):
    return process(1)


def word(number, chat_id, text):
    message = {"message_id": number, "chat": {"id": chat_id, "type": "private"}, "text": text}
    return {"update_id": number, "message": message}


def heard(turns, chat_id):
    stored = sessions(turns.store, [chat_id]).get(chat_id)
    return json.loads(stored)["heard"] if stored else None


def told(outcome, chat_id):
    return [text for row in outcome.outgoing if row.chat == str(chat_id) and (text := Message.load(row.body).text)]


def arrive(turns, outcome):
    """The messages have been delivered."""
    turns.take_in([], [lambda db: sending.sent(db, [row.id for row in outcome.outgoing])])
    return outcome


def pass_time(turns, clock):
    """Long enough for every wait to end, three times."""
    for _ in range(3):
        clock.now += 10_000
        yield arrive(turns, turns.take_up())


def count(turns, table):
    with turns.store.transaction() as db:
        return db.scalar(select(func.count()).select_from(table))


def test_a_group_of_updates_is_done_at_once_and_in_order(turns):
    group = [word(1, 7, "one"), word(2, 8, "uno"), word(3, 7, "two"), word(4, 7, "three")]
    outcome = turns.take_in(group)
    assert heard(turns, 7) == ["text:one", "text:two", "text:three"]
    assert heard(turns, 8) == ["text:uno"]
    assert [text.split()[-1] for text in told(outcome, 7)] == ["one", "two", "three"]


def test_an_update_that_comes_again_is_done_once(turns, process):
    turns.take_in([word(1, 7, "one"), word(1, 7, "one"), word(2, 7, "two")])
    again = process(2).take_in([word(2, 7, "two"), word(1, 7, "one")])
    assert heard(turns, 7) == ["text:one", "text:two"]
    assert (again.outgoing, again.counted["updates.repeated"]) == ([], 2)


def test_an_update_waits_for_the_one_before_it_while_it_is_young(turns):
    outcome = turns.take_in([word(12, 7, "two"), word(13, 7, "three"), word(21, 8, "uno")], young={12, 21})
    assert (outcome.early, heard(turns, 7), heard(turns, 8)) == ({12, 13, 21}, None, None)
    turns.take_in([word(11, 7, "one"), word(12, 7, "two"), word(13, 7, "three")], young={12})
    assert heard(turns, 7) == ["text:one", "text:two", "text:three"]
    turns.take_in([word(21, 8, "uno")])  # none came before it
    assert heard(turns, 8) == ["text:uno"]


def test_of_an_update_that_is_done_only_its_number_stays(turns):
    turns.take_in([word(1, 7, "one")])
    with turns.store.transaction() as db:
        (row,) = db.execute(select(inbox.c.number, inbox.c.talk, inbox.c.raw))
    assert tuple(row) == (1, 0, None)


def test_a_step_that_fails_is_tried_again_then_set_aside_with_an_apology(turns, clock):
    group = [word(1, 7, "one"), word(2, 7, "break"), word(3, 7, "two"), word(4, 8, "uno")]
    outcomes = [arrive(turns, turns.take_in(group))]
    assert heard(turns, 8) == ["text:uno"]  # it stops nobody
    assert heard(turns, 7) == ["text:one"]
    outcomes += pass_time(turns, clock)
    assert heard(turns, 7) == ["text:one", "text:two"]  # what came after it waited, and came next
    said = [text for outcome in outcomes for text in told(outcome, 7)]
    assert [("Something went wrong" in text) for text in said] == [False, True, False]
    assert sum(outcome.counted["updates.aside"] for outcome in outcomes) == 1


def test_what_comes_while_an_update_waits_goes_behind_it(turns, clock):
    turns.take_in([word(1, 7, "break")])
    turns.take_in([word(2, 7, "two")])
    assert heard(turns, 7) is None
    assert len(list(pass_time(turns, clock))) == 3
    assert heard(turns, 7) == ["text:two"]


def test_a_clock_that_was_set_back_puts_nothing_off_for_long(turns, clock):
    turns.take_in([word(1, 7, "break"), word(2, 7, "two")])
    clock.now -= 10 * 86_400_000
    for _ in range(3):
        turns.take_up()
        clock.now += 10_000
    assert heard(turns, 7) == ["text:two"]


def test_what_cannot_be_read_is_set_aside_and_answered(turns):
    broken = {"update_id": 1, "message": {"chat": {"id": 7, "type": "private"}, "text": {}}}
    outcome = turns.take_in([broken, {"no": "number"}, 5, word(2, 7, "two")])
    assert heard(turns, 7) == ["text:two"]
    assert "Something went wrong" in told(outcome, 7)[0]
    assert (outcome.counted["updates.aside"], outcome.counted["updates.numberless"]) == (1, 2)
    assert turns.take_in([broken]).outgoing == []


def test_what_the_law_does_not_answer_is_counted_by_reason(process):
    def refusing(talk, _):
        return talk, (Reply(("There are no figures for 2050.",), refused=("year_unknown", "state_unknown")),)

    turns = replace(process(1), engine=replace(ENGINE, step=refusing))
    counted = turns.take_in([word(1, 7, "2050")]).counted
    assert (counted["refused.year_unknown"], counted["refused.state_unknown"]) == (1, 1)


def test_forgetting_leaves_the_last_word_and_no_row(turns, clock):
    arrive(turns, turns.take_in([word(1, 7, "secret"), word(2, 8, "kept")]))
    turns.take_in([word(3, 7, "break"), word(4, 7, "/forget")])
    assert [text for outcome in pass_time(turns, clock) for text in told(outcome, 7)] == ["Forgotten."]
    with turns.store.transaction() as db:
        left = [db.scalar(select(func.count()).select_from(table)) for table in (outbox, chats)]
        open_ = db.scalar(select(func.count()).where(inbox.c.state != 1))
    assert (heard(turns, 7), left, open_, heard(turns, 8)) == (None, [0, 1], 0, ["text:kept"])
    assert turns.take_in([word(1, 7, "secret")]).outgoing == []  # a late repetition is still known


def test_someone_who_blocks_the_bot_is_sent_nothing_more(turns):
    turns.take_in([word(1, 7, "one")])
    left = {"chat": {"id": 7, "type": "private"}, "new_chat_member": {"status": "kicked"}}
    turns.take_in([{"update_id": 2, "my_chat_member": left}])
    assert count(turns, outbox) == 0
    assert heard(turns, 7) == ["text:one"]


def addressed(number):
    message = {"message_id": number, "chat": {"id": -5, "type": "group"}, "text": "/start we make 310k"}
    return {"update_id": number, "message": message}


def test_a_group_is_offered_a_private_chat_once_and_nothing_is_kept_of_it(turns):
    outcome = arrive(turns, turns.take_in([addressed(1), addressed(2)]))
    (row,) = outcome.outgoing
    message = Message.load(row.body)
    assert "private matter" in message.text
    assert message.buttons == ((("Open a private chat", "https://t.me/x"),),)
    assert (message.replies, heard(turns, -5)) == (1, [])
    assert turns.take_in([addressed(3)]).outgoing == []


def test_someone_who_is_forgotten_has_the_messages_of_two_days_taken_back(turns, clock):
    first = turns.take_in([word(1, 7, "secret")])
    numbered = [Arrived(row.id, Numbered(row.talk, 100 + row.id)) for row in first.outgoing]
    turns.take_in([], [lambda db: turns.arrived(db, numbered)])
    clock.now += TAKEN_BACK // 2
    turns.take_in([word(2, 7, "more")])
    clock.now += TAKEN_BACK // 2
    taken, last = [Message.load(row.body) for row in turns.take_in([word(3, 7, "/forget")]).outgoing]
    assert (taken.deletes, last.text) == ((2, 3), "Forgotten.")  # the first is too old by now
    assert count(turns, messages) == 0
    turns.take_in([], [lambda db: turns.arrived(db, numbered)])  # a late arrival of what is forgotten
    assert count(turns, messages) == 0


def test_a_message_is_sent_by_one_process_and_taken_over_when_that_dies(turns, process, clock):
    turns.take_in([word(1, 7, "one")])
    other = process(2)
    assert other.take_in([word(2, 7, "two")]).outgoing == []  # it must not overtake the first
    assert other.take_up().outgoing == []
    clock.now += HOLD + 1
    assert [row.chat for row in other.take_up().outgoing] == ["7", "7"]
    assert turns.take_up().outgoing == []


def test_a_chat_that_must_wait_holds_its_later_messages_too(turns, clock):
    (first,) = turns.take_in([word(1, 7, "one")]).outgoing
    turns.take_in([], [lambda db: sending.later(db, first, 1, clock.now + 60_000)])
    assert turns.take_in([word(2, 7, "two")]).outgoing == []
    assert turns.take_up().outgoing == []
    clock.now += 60_001
    assert [row.tries for row in turns.take_up().outgoing] == [1, 0]


def test_a_message_may_be_tried_for_weeks(turns, clock):
    (row,) = turns.take_in([word(1, 7, "one")]).outgoing
    for tries in (0, 32_767):
        turns.take_in([], [lambda db, tries=tries: sending.later(db, replace(row, tries=tries), 1, clock() + 1_000)])
        clock.now += 10_000
        assert [one.id for one in turns.take_up().outgoing] == [row.id]


def test_a_flood_from_one_chat_is_slowed_and_keeps_its_order(turns, clock):
    flood = [word(number, 7, f"w{number}") for number in range(1, 101)]
    outcome = turns.take_in([*flood, word(101, 8, "uno")])
    assert heard(turns, 8) == ["text:uno"]
    assert len(heard(turns, 7)) == outcome.counted["updates.done"] - 1 == 60
    turns.take_in([word(102, 7, "w102")])
    for _ in range(20):
        clock.now += 1_000
        before = len(heard(turns, 7))
        turns.take_up()
        assert len(heard(turns, 7)) - before <= 5
    assert heard(turns, 7) == [f"text:w{number}" for number in [*range(1, 101), 102]]


def test_a_chat_that_floods_does_not_crowd_out_what_others_have_waiting(turns, clock):
    group = [word(number, 8, "again") for number in range(1, 700)]
    turns.take_in([*group, word(700, 7, "break"), word(701, 7, "two")])
    assert count(turns, inbox) == 701
    for _ in range(3):
        clock.now += 3_000
        arrive(turns, turns.take_up())
    assert heard(turns, 7) == ["text:two"]


def test_of_a_flood_only_so_much_waits_and_that_is_told_once(turns, clock):
    outcome = turns.take_in([*(word(number, 7, "again") for number in range(1, 400)), word(400, 8, "uno")])
    assert waiting(turns) == DEEPEST
    assert outcome.counted["updates.turned_away"] == 399 - 60 - DEEPEST
    assert sum("more than I can answer" in text for text in told(outcome, 7)) == 1
    assert heard(turns, 8) == ["text:uno"]
    again = turns.take_in([word(number, 7, "again") for number in range(401, 500)])
    assert told(again, 7) == []
    turns.take_in([word(500, 7, "/start")])  # never turned away
    assert waiting(turns) == DEEPEST + 1
    clock.now += 60_000
    for _ in range(40):
        clock.now += 5_000
        arrive(turns, turns.take_up())
    assert heard(turns, 7)[-1] == "text:/start"
    assert waiting(turns) == 0


def test_a_flood_of_what_is_never_turned_away_has_a_bound_too(turns, clock):
    most = DEEPEST + MANY_WAIT
    turns.take_in([word(number, 7, "/start ") for number in range(1, 3 * DEEPEST)])
    assert waiting(turns) == most
    for number in range(10):
        clock.now += 10_000
        turns.take_in([word(1_000 + 50 * number + n, 7, "/start") for n in range(50)])
        turns.take_up()
    assert waiting(turns) <= most
    assert count(turns, outbox) <= 2 * most  # what is taken in is answered, and no more is taken in then


def test_who_wants_to_be_forgotten_waits_behind_no_flood_of_their_own(turns):
    turns.take_in([word(number, 7, "again") for number in range(1, 150)])
    assert waiting(turns) > 80
    outcome = turns.take_in([word(150, 7, "/forget"), word(151, 8, "uno")])
    assert told(outcome, 7)[-1:] == ["Forgotten."]
    assert (waiting(turns), heard(turns, 7), heard(turns, 8)) == (0, None, ["text:uno"])
    assert turns.take_in([word(100, 7, "again")]).outgoing == []  # what was left out is not heard later


def test_a_message_that_is_edited_to_the_wish_to_be_forgotten_throws_nothing_away(turns):
    turns.take_in([word(number, 7, "again") for number in range(1, 150)])
    waits = waiting(turns)
    edited = word(150, 7, "/forget")
    outcome = turns.take_in([{"update_id": 150, "edited_message": edited["message"]}])
    assert waiting(turns) == waits + 1  # it waits behind them
    assert not outcome.withdrawn


def test_so_many_answers_wait_for_one_chat_and_no_more(turns, clock):
    """A chat hears one message a second, however patiently it asks for more."""
    for number in range(1, 3 * DEEPEST):
        clock.now += 200
        turns.take_in([word(number, 7, "again")])
    assert count(turns, outbox) == DEEPEST + 1  # and the one that says so
    assert heard(turns, 7) == ["text:again"] * DEEPEST
    outcome = turns.take_in([word(3 * DEEPEST, 7, "/forget"), word(3 * DEEPEST + 1, 8, "uno")])
    assert heard(turns, 8) == ["text:uno"]
    assert heard(turns, 7) is None
    assert told(outcome, 8)
    assert outcome.counted["sends.withdrawn"] == DEEPEST + 1  # left out by will, and so not lost


def careful(talk, said):
    """A conversation that asks before it forgets."""
    if said.text == "/forget":
        return replace(talk, heard=(*talk.heard, "asked")), (Reply(("Delete it all?",)),)
    return ENGINE.step(talk, replace(said, text="/forget") if said.text == "yes" else said)


def test_the_question_whether_to_forget_waits_behind_no_answers(turns, process, clock):
    turns = replace(turns, engine=replace(ENGINE, step=careful))
    for number in range(1, DEEPEST):
        clock.now += 200
        turns.take_in([word(number, 7, "again")])
    turns.take_in([word(DEEPEST, 8, "uno")])
    outcome = turns.take_in([word(500, 7, "again"), word(501, 7, "/forget"), word(502, 7, "no")])
    assert told(outcome, 7)[0].startswith(f"{DEEPEST} messages still waited")
    assert told(outcome, 7)[1:] == ["Delete it all?", f"<b>Question {DEEPEST + 2}</b>\n\nYou said: no"]
    assert (outcome.withdrawn, outcome.counted["sends.withdrawn"]) == ({outcome.outgoing[0].talk}, DEEPEST)
    assert count(turns, outbox) == 3 + 1  # and what is on its way to others
    assert len(heard(turns, 7)) == DEEPEST + 2  # what was told is kept until they say yes
    clock.now += HOLD + 1
    assert len(told(process(2).take_up(), 7)) == 3  # nor does whoever takes over send the rest
    assert told(turns.take_in([word(503, 7, "yes")]), 7) == ["Forgotten."]  # nor behind what another is sending
    assert heard(turns, 7) is None


def test_the_question_whether_to_forget_takes_a_few_answers_along_in_their_order(turns):
    turns = replace(turns, engine=replace(ENGINE, step=careful))
    outcome = turns.take_in([word(1, 7, "one"), word(2, 7, "/forget")])
    assert [text.split()[-1] for text in told(outcome, 7)] == ["one", "all?"]
    assert outcome.withdrawn == set()


def waiting(turns):
    with turns.store.transaction() as db:
        return db.scalar(select(func.count()).where(waits(inbox.c)))


def test_what_says_nothing_is_never_put_off(turns):
    turns.take_in([{"update_id": number, "channel_post": {"text": "news"}} for number in range(1, 200)])
    with turns.store.transaction() as db:
        assert db.scalar(select(func.count()).where(inbox.c.raw.is_not(None))) == 0


def test_a_talk_that_grows_without_end_is_kept_as_it_was_and_told(turns):
    turns.take_in([word(number, 7, "x" * 4000) for number in range(1, 16)])
    outcome = turns.take_in([word(16, 7, "y" * 4000), word(17, 7, "two")])
    full, after = told(outcome, 7)
    assert full.startswith("There is no room left in this talk")
    assert after.split()[-1] == "two"
    assert len(heard(turns, 7)) == 16
    assert not [text for text in heard(turns, 7) if "y" in text]


def test_a_talk_that_was_too_large_before_can_still_be_left(turns):
    keep(turns.store, 7, json.dumps({"heard": ["y" * 2 * LARGEST_TALK], "stage": "you"}))
    outcome = turns.take_in([word(1, 7, "two"), word(2, 7, "/forget")])
    assert told(outcome, 7)[-1] == "Forgotten."
    assert heard(turns, 7) is None


@pytest.mark.parametrize(
    "damage",
    [lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda s: bytes([s[0] ^ 1]) + s[1:], lambda s: s[:9], lambda _: b""],
    ids=["a byte", "the name of the key", "cut off", "empty"],
)
def test_a_talk_that_does_not_open_is_told_and_left_at_once(turns, damage):
    arrive(turns, turns.take_in([word(1, 7, "one")]))
    with turns.store.transaction() as db:
        broken = damage(db.scalar(select(talks.c.session)))
        db.execute(update(talks).values(session=broken))
    outcome = arrive(turns, turns.take_in([word(2, 7, "two")]))
    assert "does not open any more" in told(outcome, 7)[0]
    outcome = arrive(turns, turns.take_in([word(3, 7, "/start"), word(4, 7, "three")]))
    assert [text.split()[-1] for text in told(outcome, 7)] == ["/start", "three"]
    with turns.store.transaction() as db:
        assert db.scalar(select(talks.c.aside)) == broken  # whoever runs the bot may still find its key
    assert told(turns.take_in([word(5, 7, "/forget")]), 7) == ["Forgotten."]
    assert (heard(turns, 7), count(turns, talks)) == (None, 0)


def test_a_talk_that_does_not_open_is_forgotten_at_once(turns):
    turns.take_in([word(1, 7, "one")])
    with turns.store.transaction() as db:
        db.execute(update(talks).values(session=b"\2" * 40))
    assert "Forgotten." in told(turns.take_in([word(2, 7, "/forget")]), 7)
    assert count(turns, talks) == 0


def test_an_update_that_does_not_open_keeps_its_chat_waiting_for_nothing(turns, clock):
    turns.take_in([word(1, 7, "break"), word(2, 7, "two")])
    with turns.store.transaction() as db:
        db.execute(update(inbox).where(inbox.c.number == 1).values(raw=b"\2" * 40))
    clock.now += 2_000
    outcome = turns.take_up()
    assert ["Something went wrong" in text for text in told(outcome, 7)] == [True, False]
    assert heard(turns, 7) == ["text:two"]


class Work:
    """Processor time that the test gives out: each step takes so many milliseconds."""

    def __init__(self, turns, **costs: int) -> None:
        self.used, self.costs = 0, costs  # milliseconds
        self.turns = replace(turns, worked=lambda: self.used / 1000, engine=replace(ENGINE, step=self.step))

    def step(self, talk, said):
        self.used += self.costs.get(said.text, 5)
        return ENGINE.step(talk, said)


def test_words_that_cost_much_wait_behind_the_words_of_others(turns, clock):
    work = Work(turns, worst=40)
    outcome = work.turns.take_in([*(word(number, 7, "worst") for number in range(1, 61)), word(61, 8, "/help")])
    assert heard(turns, 8) == ["text:/help"]
    assert len(heard(turns, 7)) == 2  # at 50 ms it is the others' turn
    assert outcome.counted["updates.slowed"] == 1
    for _ in range(60):
        clock.now += 1_000
        before = work.used
        work.turns.take_up()
        assert work.used - before <= 80
    assert heard(turns, 7) == ["text:worst"] * 60  # nothing of it is lost


def test_many_chats_with_long_words_do_not_hold_up_a_short_one(turns):
    long = "worst " * 100
    work = Work(turns, **{long: 90})
    chats = range(10, 30)
    outcome = work.turns.take_in([*(word(number, number, long) for number in chats), word(99, 8, "/help")])
    assert outcome.outgoing[0].chat == "8"  # heard first, though it came last
    assert outcome.counted["updates.done"] == 1 + 3  # at 200 ms the rest waits for the next transaction
    assert outcome.held  # and that comes at once
    for _ in range(6):
        before = work.used
        outcome = work.turns.take_up()
        assert work.used - before <= 200 + 90
    assert not outcome.held
    assert {chat: heard(turns, chat) for chat in chats} == {chat: [f"text:{long}"] for chat in chats}


def test_who_has_cost_much_comes_after_the_others(turns):
    work = Work(turns, worst=150)
    work.turns.take_in([word(1, 7, "worst")])
    outcome = work.turns.take_in([word(2, 7, "dos"), word(3, 8, "uno")])
    assert [row.chat for row in outcome.outgoing] == ["8", "7"]


def test_what_a_chat_costs_is_charged_to_it_beyond_its_burst(turns, clock):
    work = Work(turns, worst=500)
    work.turns.take_in([word(number, 7, "worst") for number in range(1, 20)])
    for _ in range(100):
        clock.now += 1_000
        work.turns.take_up()
    assert len(heard(turns, 7)) <= 12  # a twentieth of a processor: ten seconds for each


def test_ordinary_words_cost_no_wait(turns):
    work = Work(turns)
    work.turns.take_in([word(number, 7, f"w{number}") for number in range(1, 10)])
    assert len(heard(turns, 7)) == 9
