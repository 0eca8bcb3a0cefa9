"""``dataclass`` of the standard library, with frozen classes of slots made in a tenth of its time.

The library writes, compiles and runs six functions for each class: for ours that was a fifth of the time until the
first reply. Here such classes share five of them, and ``__init__`` is written when the first object is made; of most
classes a command never makes one. Any other class is left to the library, and so is what a type checker sees.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        if options.get("frozen") and options.get("slots") and options.keys() <= {"frozen", "slots", "kw_only", "eq"}:
            return lambda cls: _made(cls, options.get("eq", True), options.get("kw_only", False))
        return dataclasses.dataclass(cls, **options)


__all__ = ["dataclass"]


def _made(cls: type, eq: bool, kw_only: bool) -> type:  # noqa: FBT001 - as the library calls them
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the library looks up the signature to put it there
    own = {name for name, function in vars(cls).items() if function is not None}
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    written = ("__init__", "__eq__", "__hash__") if eq else ("__init__",)
    for name, function in (_SHARED | {name: _later(made, name) for name in written}).items():
        if name not in own:
            setattr(made, name, function)
    return made


def _later(cls: Any, name: str) -> Callable[..., Any]:
    """A function that is written when it is first called, and then stands in its own place."""

    def first(*args: object, **named: object) -> object:
        function = _WRITTEN[name](cls)
        setattr(cls, name, function)
        return function(*args, **named)

    return first


def _init(cls: Any) -> Callable[..., Any]:
    """With the parameters of the class; each value goes straight into its slot."""
    known: dict[str, Any] = {"MISSING": MISSING}
    by_place: list[str] = []
    by_name: list[str] = []
    body: list[str] = []
    for one in fields(cls):
        name = one.name
        known |= {f"set_{name}": getattr(cls, name).__set__, f"default_{name}": one.default}
        known[f"make_{name}"] = one.default_factory
        value, parameter = name if one.init else f"default_{name}", name
        if one.default_factory is not MISSING:
            value = f"make_{name}() if {name} is MISSING else {name}" if one.init else f"make_{name}()"
            parameter = f"{name}=MISSING"
        elif one.default is not MISSING:
            parameter = f"{name}=default_{name}"
        elif not one.init:
            continue
        body.append(f"set_{name}(self, {value})")
        if one.init:
            (by_name if one.kw_only else by_place).append(parameter)
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    return _write("__init__", ["self", *by_place, *(["*", *by_name] if by_name else [])], body or ["pass"], known)


def _eq(cls: Any) -> Callable[..., Any]:
    names = [one.name for one in fields(cls) if one.compare]
    same = f"{_values('self', names)} == {_values('other', names)}"
    return _write(
        "__eq__", ["self", "other"], [f"return {same} if other.__class__ is self.__class__ else NotImplemented"]
    )


def _hash(cls: Any) -> Callable[..., Any]:
    names = [one.name for one in fields(cls) if (one.compare if one.hash is None else one.hash)]
    return _write("__hash__", ["self"], [f"return hash({_values('self', names)})"])


def _values(owner: str, names: list[str]) -> str:
    return f"({''.join(f'{owner}.{name}, ' for name in names)})"


def _write(
    name: str, parameters: list[str], body: list[str], known: dict[str, Any] | None = None
) -> Callable[..., Any]:
    """A function of names of fields, which are identifiers, and nothing else."""
    known = known or {}
    exec(f"def {name}({', '.join(parameters)}):\n    " + "\n    ".join(body), known)  # noqa: S102
    function: Callable[..., Any] = known[name]
    return function


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _set(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in fields(self)]


def _with_state(self: Any, state: list[object]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED = {
    "__repr__": _repr,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _with_state,
}
_WRITTEN: dict[str, Callable[[Any], Callable[..., Any]]] = {"__init__": _init, "__eq__": _eq, "__hash__": _hash}
