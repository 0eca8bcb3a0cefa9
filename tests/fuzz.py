"""Many messages of every kind, drawn anew from a seed: none may raise, make a talk grow without end, or say nothing.

``make fuzz`` runs it after the properties; ``python -m tests.fuzz --messages 100000 --seed 7`` as long as you like.
Whatever fails is told with its seed and the last messages of its talk, and ends it with status 1.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.delivery.work import LARGEST_TALK
from dialogs.messages import Button
from dialogs.session import Session, Stage
from dialogs.understanding import verbs
from tests.dialogs.corpus.hearing import phrases, stories
from tests.talk import NOVEMBER, Talk

HERE = Path(__file__).parent
LONGEST = 60  # messages of one talk
MOST_BUTTONS, MOST_DATA = 100, 64  # of one reply; bytes that come back with a press, in Telegram
MOST_REPLIES, LONGEST_REPLY = 12, 60_000  # to one message; characters
KEPT = 20  # messages told where one fails
IDK = ("idk", "I don't know", "no idea", "/skip", "not sure")
AMOUNTS = ("0", "7,500", "$310k", "1e9", "-5", "300-320k", "half a million", "12.345", "1e-999", "0.005", "9" * 30)
FACTS = (
    *("you.compensation", "agi", "you.rollover", "you.basis", "spouse.rollover", "you.birth_year", "state"),
    *("filing_status", "tax_year", "you.plans.401k.deferrals", "spouse.plans.tsp.value", "you.withdrew", "save"),
    *("yu.birth_year", "you.plans.zz.value", "you.wish_convert", "you.relabeled"),
)
VALUES = (*AMOUNTS, "mfj", "single", "TX", "1984", "2050", "yes", "no", "none", "idk", "\ud83d", "💰")


class Person:
    """One talk and whoever holds it."""

    def __init__(self, chance: random.Random, said: dict[str, list[str]]) -> None:
        self.chance, self.said = chance, said
        self.talk = Talk(today=NOVEMBER + timedelta(days=chance.randrange(-200, 400)))
        self.old: list[Button] = []
        self.told: list[str] = []
        self.ways: dict[str, tuple[int, Callable[[], None]]] = {
            "press": (30, self.press),
            "old press": (3, self.old_press),
            "phrase": (14, lambda: self.says("phrase")),
            "story": (6, lambda: self.says("story")),
            "question with numbers": (6, lambda: self.says("question")),
            "unknown": (10, lambda: self.text(chance.choice(IDK))),
            "amount": (8, lambda: self.text(chance.choice(AMOUNTS))),
            "command": (6, lambda: self.text(f"/{chance.choice(sorted(verbs.verbs()))}")),
            "edit": (5, lambda: self.text(f"/edit {chance.choice(FACTS)} {chance.choice(VALUES)}")),
            "what-if": (5, lambda: self.text(f"/whatif {chance.choice(FACTS)} {chance.choice(VALUES)}")),
            "desk": (4, lambda: self.text(chance.choice(("/repair", "/check", "/withdraw", "/nextyear")))),
            "paper": (4, self.paper),
            "file": (3, self.file),
            "export back": (1, self.export_back),
            "spliced": (5, self.spliced),
            "other medium": (1, lambda: self.tell("photo", lambda: self.talk.sends("photo"))),
            "days go by": (2, self.days),
        }

    def step(self) -> str:
        """One message; of which kind."""
        names, weights = list(self.ways), [weight for weight, _ in self.ways.values()]
        (name,) = self.chance.choices(names, weights)
        self.old = [*self.old[-20:], *self.talk.buttons]
        self.ways[name][1]()
        check(self.talk)
        return name

    def tell(self, what: str, act: Callable[[], Any]) -> None:
        self.told = [*self.told[-KEPT:], what]
        act()

    def text(self, text: str) -> None:
        self.tell(repr(text), lambda: self.talk.says(text))

    def says(self, kind: str) -> None:
        self.text(self.chance.choice(self.said[kind]))

    def press(self) -> None:
        if not self.talk.buttons:
            return self.text("yes")
        button = self.chance.choice(self.talk.buttons)
        return self.tell(f"press {button.label!r}", lambda: self.talk.press(button))

    def old_press(self) -> None:
        if not self.old:
            self.text("/start")
        else:
            button = self.chance.choice(self.old)
            self.tell(f"old press {button.label!r}", lambda: self.talk.press(button))

    def paper(self) -> None:
        paper = self.chance.choice(self.said["paper"])
        way = self.chance.choice((self.talk.says, self.talk.sends_paper, self.talk.sends_picture))
        self.tell(f"{way.__name__} {paper!r}", lambda: way(paper))

    def spliced(self) -> None:
        """The beginning of one thing and the end of another."""
        one, other = (self.chance.choice(self.said[self.chance.choice(sorted(self.said))]) for _ in "ab")
        self.text((one[: self.chance.randrange(80)] + " " + other[-self.chance.randrange(1, 80) :])[:1000])

    def file(self) -> None:
        """Facts as a file, some of which are none."""
        facts: dict[str, Any] = {}
        for _ in range(self.chance.randrange(1, 8)):
            *path, last = self.chance.choice(FACTS).split(".")
            within = facts
            for name in path:
                within = within.setdefault(name, {})
            within[last] = self.chance.choice((None, True, [], {}, *VALUES))
        content = json.dumps(facts)
        self.tell(f"file {content}", lambda: self.talk.uploads(content))

    def export_back(self) -> None:
        content = Talk(today=self.talk.today, session=self.talk.session).says("/export").reply.content
        if not content:
            self.text("/resume")
        else:
            self.tell("the export sent back", lambda: self.talk.uploads(content))

    def days(self) -> None:
        self.talk.today += timedelta(days=self.chance.choice((1, 7, 40, 400)))
        self.text("/resume")


def check(talk: Talk) -> None:
    """What holds after every message."""
    replies = [talk.reply, *talk.in_view]
    assert talk.text.strip(), "nothing is said"
    assert talk.stage in set(Stage), talk.stage
    assert len(replies) <= MOST_REPLIES, len(replies)
    assert len(talk.buttons) <= MOST_BUTTONS, len(talk.buttons)
    assert len(set(talk.labels)) == len(talk.labels), f"two buttons look alike: {talk.labels}"
    assert all(len(button.data.encode()) <= MOST_DATA for button in talk.buttons), "a button says too much"
    assert sum(len(reply.text) for reply in replies) <= LONGEST_REPLY, "a reply without end"
    text = talk.session.dump()
    assert len(text.encode()) <= LARGEST_TALK, f"a talk of {len(text)} characters"
    assert Session.load(text).dump() == text, "a talk that does not come back"


def vocabulary() -> dict[str, list[str]]:
    """What people say, by kind."""
    papers = json.loads((HERE / "dialogs" / "papers.json").read_text("utf-8"))
    asked = (HERE / "dialogs" / "figures_asked.jsonl").read_text("utf-8").splitlines()
    return {
        "phrase": [phrase.said for table in phrases().values() for phrase in table],
        "story": list(stories()),
        "question": [json.loads(line)["said"] for line in asked],
        "paper": [paper["said"] for paper in papers],
    }


def run(messages: int, seed: int) -> Counter[str]:
    """So many messages; by kind. AssertionError, or whatever is raised, with the seed and the talk."""
    chance, said, counted = random.Random(seed), vocabulary(), Counter[str]()
    while sum(counted.values()) < messages:
        person = Person(chance, said)
        counted["begin"] += 1
        for _ in range(LONGEST):
            try:
                counted[person.step()] += 1
            except Exception as error:
                error.add_note(f"seed {seed}, message {sum(counted.values())}, {person.talk.today}; said before:")
                error.add_note("\n".join(person.told))
                raise
            if person.talk.stage == "forgotten":
                break
    return counted


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--messages", type=int, default=20_000)
    given.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    given.add_argument("--minutes", type=float, default=0, help="go on with the next seeds for so long")
    wanted = given.parse_args()
    until, seed, counted = time.monotonic() + 60 * wanted.minutes, wanted.seed, Counter[str]()
    while True:
        try:
            counted += run(wanted.messages, seed)
        except Exception:  # noqa: BLE001 - told, and the end
            traceback.print_exc()
            return 1
        if time.monotonic() >= until:
            break
        seed += 1
    kinds = ", ".join(f"{name} {number:,}" for name, number in counted.most_common())
    processor = time.process_time()
    sys.stdout.write(
        f"{sum(counted.values()):,} messages from seed {wanted.seed} to {seed}: no exception, every bound held\n"
        f"{kinds}\n{processor:,.0f} s of processor time\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
