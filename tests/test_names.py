"""One name, one thing: a reader who meets a name twice may take it for the same."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOT_CHOSEN = (  # named after what they stand for: a fact, a card, a field of the public shape
    "calc/needs/",
    "calc/pitfalls/",
    "calc/public/",
)
INTERFACES = {  # modules of a kind, called by one name and told apart by their file
    "calc/states/": {"assess"},
    "dialogs/understanding/": {"find", "read"},
    "dialogs/desks/": {"questions", "solve", "told", "notes", "findings", "letters", "values", "sheets"},
    "dialogs/pages/": {"page"},
    "bot/channels/": {"begin"},
    "bot/commands/": {"answer"},
    "bot/doctor/": {"examine"},
    "bot/papers/": {"make"},
    "bot/store/migrations/": {"upgrade", "downgrade"},
    "bot/": {"main"},
}
MOST = 2  # modules


@cache
def bodies() -> dict[str, list[ast.stmt]]:
    """What stands at the top of each module, by its path; read once for all kinds."""
    return {
        file.relative_to(ROOT).as_posix(): ast.parse(file.read_text("utf-8")).body
        for package in ("bot", "dialogs", "calc")
        for file in (ROOT / package).rglob("*.py")
    }


def homes(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> dict[str, set[str]]:
    """Public top-level names, and the modules they stand in; those of an interface count once."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, body in bodies().items():
        for name in [] if path.startswith(NOT_CHOSEN) else [str(n.name) for n in body if isinstance(n, kind)]:
            kinds = (folder for folder, of_all in INTERFACES.items() if path.startswith(folder) and name in of_all)
            found[name].add(next(kinds, path))
    return {name: where for name, where in found.items() if not name.startswith("_")}


def test_a_function_has_its_name_alone():
    functions = homes((ast.FunctionDef, ast.AsyncFunctionDef))
    assert {name: sorted(where) for name, where in functions.items() if len(where) > MOST} == {}


def test_a_class_has_its_name_alone():
    assert {name: sorted(where) for name, where in homes(ast.ClassDef).items() if len(where) > MOST} == {}
