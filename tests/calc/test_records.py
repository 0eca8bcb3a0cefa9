"""Frozen classes of slots behave as the standard library's do; only how they are made differs."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from calc.records import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    number: str
    dollars: int = 0
    notes: list[str] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    name: str
    lines: tuple[Line, ...] = ()
    total: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum(line.dollars for line in self.lines))

    def __repr__(self) -> str:
        return f"<{self.name}>"


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    name: str


def both() -> list[Any]:
    """The same class, made here and by the standard library."""

    class Of:
        number: str
        dollars: int = 0
        notes: list[str] = field(default_factory=list, compare=False)
        last: int = field(default=3, init=False)

    return [
        made(frozen=True, slots=True)(type("Of", (), dict(vars(Of)))) for made in (dataclass, dataclasses.dataclass)
    ]


def test_it_is_made_and_compared_as_the_library_would() -> None:
    ours, theirs = both()
    for make in ((lambda of: of("1")), (lambda of: of("1", dollars=2)), (lambda of: of("1", 2, ["x"]))):
        one, other = make(ours), make(theirs)
        assert repr(one) == repr(other).replace(theirs.__qualname__, ours.__qualname__)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        assert (one == make(ours), one == other, one == ours("2")) == (True, False, False)
        assert hash(one) == hash(other)
    assert [one.name for one in fields(ours)] == [one.name for one in fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__


@pytest.mark.parametrize("wrong", [{}, {"number": "1", "total": 2}, {"number": "1", "last": 2}])
def test_what_it_does_not_take_is_refused(wrong: dict[str, Any]) -> None:
    for of in both():
        with pytest.raises(TypeError):
            of(**wrong)


def test_it_never_changes() -> None:
    line = Line("1", 5)
    with pytest.raises(FrozenInstanceError):
        line.dollars = 6  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del line.dollars  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        line.unheard_of = 6  # type: ignore[attr-defined]


def test_each_has_a_list_of_its_own() -> None:
    assert Line("1").notes is not Line("1").notes


def test_it_is_copied_pickled_and_replaced() -> None:
    sheet = Sheet(name="a", lines=(Line("1", 5), Line("2", 6)))
    assert sheet.total == 11
    assert repr(sheet) == "<a>"
    for other in (copy.copy(sheet), copy.deepcopy(sheet), pickle.loads(pickle.dumps(sheet))):  # noqa: S301 - our own
        assert other == sheet
        assert other.lines[1].dollars == 6
    assert replace(sheet, lines=(Line("1", 1),)).total == 1


def test_places_and_names_are_kept_apart() -> None:
    with pytest.raises(TypeError):
        Sheet("a")  # type: ignore[misc]
    match Line("1", 5):
        case Line(number, dollars):
            assert (number, dollars) == ("1", 5)


def test_what_holds_nothing_is_all_alike_and_what_is_not_compared_is_itself() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2
