"""The transition table as a picture and as a page: ``docs/conversation.md`` is made here and compared in a test."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.actions.turn import Turn
from dialogs.machine import ASKING, TABLE, Row
from dialogs.phrases import template
from dialogs.session import Stage

NEXT = "next"  # the fork after an answer: where the first open question is
INTERVIEW = "interview"


def page() -> str:
    """The page: an introduction, the diagram, and every row of the table."""
    rows = "\n".join(_row(row) for row in TABLE)
    head = "| event | from | to | when | do |\n|---|---|---|---|---|"
    return f"{template('pages.conversation')}\n\n```mermaid\n{diagram()}\n```\n\n{head}\n{rows}\n"


def diagram() -> str:
    """A Mermaid state diagram; moves that end in the same stage are in the table only."""
    lines = [
        "stateDiagram-v2",
        f"    [*] --> {ASKING[0]}",
        f"    state {NEXT} <<choice>>",
        f"    state {INTERVIEW} {{",
    ]
    lines += [f"        {stage}" for stage in ASKING] + ["    }"]
    lines += [f"    {source} --> {dest}: {', '.join(labels)}" for (source, dest), labels in _edges().items()]
    return "\n".join([*lines, f"    {Stage.FORGOTTEN} --> [*]"])


def _edges() -> dict[tuple[str, str], list[str]]:
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TABLE:
        dest = NEXT if row.dest is None and Turn.go_on in row.do else row.dest
        if dest is None:
            continue
        label = row.when.__name__ if row.events == "proceed" and row.when else row.events.replace(" ", ", ")
        for source in [NEXT] if row.events == "proceed" else _sources(row.source):
            if source != dest:
                labels = edges.setdefault((source, str(dest)), [])
                labels += [] if label in labels else ["otherwise" if label == "proceed" else label]
    return edges


def _sources(stages: tuple[Stage, ...]) -> Iterator[str]:
    """The sections of the interview as one, where a row holds for all of them."""
    if set(ASKING) <= set(stages):
        yield INTERVIEW
        stages = tuple(stage for stage in stages if stage not in ASKING)
    yield from map(str, stages)


def _row(row: Row) -> str:
    events = "<br>".join(row.events.split())
    replies = "<br>".join(reply.__name__ for reply in row.do)
    when = row.when.__name__ if row.when else ""
    return f"| {events} | {'<br>'.join(_sources(row.source))} | {row.dest or 'same'} | {when} | {replies} |"
