"""Every refusal that the law can raise has its sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import calc
from dialogs.phrases import template


def reasons() -> set[str]:
    """The first argument of every ``Refusal(...)`` in calc, where it is written out."""
    found = set()
    for file in Path(calc.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_each_refusal_has_a_sentence():
    told = {reason: template(f"refusals.{reason}") for reason in sorted(reasons())}
    assert told
    assert not {reason for reason, sentence in told.items() if not sentence.endswith((".", "}"))}
    assert not {reason for reason, sentence in told.items() if len(sentence) >= 300}
