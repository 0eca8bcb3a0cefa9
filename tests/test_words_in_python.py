"""No English stands in an expression outside of the locale: another language is a folder, and no change of Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path for room in ("bot", "calc", "dialogs") for path in (ROOT / room).rglob("*.py"))
_NOTATION = re.compile(r"\(\?P[<=]\w+[>)]?|\(\?[aiLmsux]+[-:)]|\\[a-zA-Z]|\[[^\]]*\]")  # of expressions themselves
_EXPRESSION = re.compile(r"\(\?[:P!=<]|\\b")
NO_LANGUAGE = {"https", "pre", "code"}  # an address, and the marks of Telegram's HTML


def literal(node: ast.AST) -> Iterator[str]:
    """What of an expression's text is written where it is used."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield from (part.value for part in parts if isinstance(part, ast.Constant))
        case ast.BinOp(left=left, right=right):
            yield from literal(left)
            yield from literal(right)


def words(source: str) -> set[str]:
    """Two letters and more in a row in whatever is given to the module of expressions, or is written as one."""
    tree = list(ast.walk(ast.parse(source)))
    given = (
        call.args[0]
        for call in tree
        if isinstance(call, ast.Call)
        and call.args
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "re"
    )
    written = (text for node in tree for text in literal(node) if _EXPRESSION.search(text))
    texts = (*(text for argument in given for text in literal(argument)), *written)
    return {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", _NOTATION.sub("", text))}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_english_stands_in_an_expression(module: Path):
    assert words(module.read_text("utf-8")) - NO_LANGUAGE == set()


def test_words_are_seen_wherever_they_stand():
    assert words('re.compile(rf"(?P<amount>{x}) per (?:month|year)" + "|each")') == {"per", "month", "year", "each"}
    assert words('re.sub(r"[a-z]+\\b\\s(?i:)", "word", text)') == set()
