"""Every refusal that the law can raise has its sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("reason", sorted(reasons()))
def test_a_refusal_has_a_sentence(reason: str):
    sentence = template(f"refusals.{reason}")
    assert sentence.endswith((".", "}"))
    assert len(sentence) < 300
