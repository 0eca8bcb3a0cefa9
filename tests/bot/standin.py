"""A small conversation with the shape of the real one: for tests of what carries it.

It asks questions in order, remembers every word, and can be told to fail, to forget, or to take the process with it.
"""

import json
import os
import signal
from dataclasses import dataclass, replace

from bot.engine import Engine
from dialogs.messages import Button, Kind, NewerTalk, Reply, Said

VERSION = int(os.environ.get("STANDIN_VERSION", "1"))  # of what is written; what a later one wrote is not read


@dataclass(frozen=True)
class Talk:
    heard: tuple[str, ...] = ()
    stage: str = "you"

    @classmethod
    def new(cls) -> "Talk":
        return cls()

    @classmethod
    def load(cls, text: str) -> "Talk":
        data = json.loads(text)
        if data.get("version", 0) > VERSION:
            raise NewerTalk
        return cls(tuple(data["heard"]), data["stage"])

    def dump(self) -> str:
        return json.dumps({"heard": self.heard, "stage": self.stage, "version": VERSION})


def step(talk: Talk, said: Said) -> tuple[Talk, tuple[Reply, ...]]:
    if said.text == "break":
        raise RuntimeError("the words of a person: break")
    if said.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if said.text == "/forget":
        return replace(talk, stage="forgotten"), (Reply(("Forgotten.",), stage="forgotten"),)
    talk = replace(talk, heard=(*talk.heard, f"{said.kind}:{said.text}"))
    count = len(talk.heard)
    rows = ((Button("Yes", f"{count}:yes"), Button("No", f"{count}:no")), (Button("Why we ask", f"{count}:why"),))
    if said.kind is Kind.OTHER:
        return talk, (Reply((f"I cannot read this: {said.text}.",), rows, f"q{count}", "you"),)
    blocks = (f"# Question {count}", f"You said: {said.text}")
    return talk, (Reply(blocks, rows, f"q{count}", "you"),)


ENGINE = Engine(Talk.new, Talk.load, step)
