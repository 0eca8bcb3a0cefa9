"""From a sentence to the code that says it: ``docs/phrases.md``, read off the source.

A key stands in a call of ``say`` or ``template``, often with parts that are filled in: ``f"plan.step.{code}.do"``.
Where a function makes the key out of what it is handed (``turn.say("restarted")``), its callers are the ones who say
it. Of all calls that can make a key the most particular ones are shown.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from itertools import product
from typing import Any

from dialogs.phrases import phrases, template

LEFT_OUT = ("pages",)  # phrases that only these pages use
MOUTHS = ("dialogs.phrases.say", "dialogs.phrases.template")
NAMERS = {  # what names a phrase by its code, in the law or in the talk, for somebody else to say it
    "Refusal": ("refusals.",),
    "Contradiction": ("contradictions.",),
    "Step": ("plan.step.",),
    "Deadline": ("plan.deadline.",),
    "Note": ("plan.assumption.", "plan.question.", "plan.clock.", "plan.ask."),
    "Slip": ("talk.done.",),
    "Misread": ("talk.misread.",),
}
MOST = 100  # readings of one key


@dataclass(frozen=True, slots=True)
class Hole:
    """A part of a key that is filled in; by what is handed over as ``param``, where it names one."""

    param: str = ""


Key = tuple[str | Hole, ...]
ANYTHING: Key = (Hole(),)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One call that says a phrase. where: file and function, as ``dialogs/actions/asking.py: ask``."""

    where: str
    line: int
    key: Key
    named: bool = False  # it only names the phrase, and somebody else says it

    def fits(self, key: str) -> bool:
        return _pattern(self.key).fullmatch(key) is not None

    def begins(self, name: str) -> bool:
        """Whether it can say a phrase of this file at all."""
        first = next((part for part in self.key if part), name)
        return isinstance(first, Hole) or first.startswith(name) or name.startswith(first)

    @property
    def particular(self) -> int:
        """How much of the key is written there."""
        return sum(len(part) for part in self.key if isinstance(part, str))


@cache
def _pattern(key: Key) -> re.Pattern[str]:
    return re.compile("".join(re.escape(part) if isinstance(part, str) else ".*" for part in key))


def page(packages: tuple[Traversable, ...]) -> str:
    """``docs/phrases.md``. packages: where the code is that says them."""
    calls = spoken(packages)
    parts = [template("pages.phrases")]
    for name, entries in sorted(phrases().items()):
        if name in LEFT_OUT:
            continue
        parts.append(f"\n## {name}\n")
        of_file = [call for call in calls if call.begins(f"{name}.")]
        for key, sentence in _entries(entries, f"{name}."):
            said = dict.fromkeys(call.where for call in said_by(key, of_file))
            named = dict.fromkeys(call.where for call in of_file if call.named and call.fits(key))
            code = " ⇐ ".join(", ".join(places) for places in (said, named) if places)
            parts.append(f"- `{key}` {' '.join(sentence.split())} ← {code}")
    return "\n".join(parts) + "\n"


def unsaid(calls: Iterable[Spoken]) -> list[str]:
    """Every phrase that somebody is to say and nobody says."""
    found: list[str] = []
    for name, entries in phrases().items():
        of_file = [call for call in calls if call.begins(f"{name}.")]
        keys = () if name in LEFT_OUT else (key for key, _ in _entries(entries, f"{name}."))
        found += [key for key in keys if not said_by(key, of_file)]
    return found


def said_by(key: str, calls: Iterable[Spoken]) -> list[Spoken]:
    """The calls that say a phrase, those left out that are no more than a wider way to make its key."""
    fitting = [call for call in calls if not call.named and call.fits(key)]
    best = max((call.particular for call in fitting), default=0)
    return [call for call in fitting if call.particular == best]


@cache
def spoken(packages: tuple[Traversable, ...]) -> tuple[Spoken, ...]:
    """Every call that says a phrase, in the order of the files."""
    modules = {module.name: module for package in packages for module in _modules(package, package.name)}
    said: list[Spoken] = []
    handed: dict[_Function, list[Key]] = {}  # keys that a function makes of what it is handed
    for function in _functions(modules):
        for line, key in function.first_hand():
            _tell(function, line, key, said, handed)
        said += [Spoken(function.where, line, key, named=True) for line, key in function.naming()]
    calls: dict[str, list[tuple[_Function, ast.Call]]] = defaultdict(list)
    for function in _functions(modules):
        for call in function.calls:
            calls[_last_name(call.func)].append((function, call))
    for sayer in (done := list(handed)):
        uses = [(f, call) for f, call in calls[sayer.name] if f.module.meant(call.func, modules) is sayer]
        for key in handed[sayer]:
            if not uses:
                said.append(Spoken(sayer.where, sayer.node.lineno, key))
            for function, call in uses:
                for whole in sayer.bound(key, call, function):
                    new = _tell(function, call.lineno, whole, said, handed)
                    done += [new] if new and new not in done else []
    return tuple(sorted(set(said), key=lambda one: (one.where.partition(":")[0], one.line, str(one.key))))


def _last_name(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _tell(
    function: _Function, line: int, key: Key, said: list[Spoken], handed: dict[_Function, list[Key]]
) -> _Function | None:
    """Note who says it; the function where it is handed on to its callers."""
    if not any(isinstance(part, Hole) and part.param for part in key):
        said.append(Spoken(function.where, line, key))
        return None
    if key not in handed.setdefault(function, []):
        handed[function].append(key)
    return function


@dataclass(eq=False)
class _Module:
    name: str
    path: str
    names: dict[str, str] = field(default_factory=dict)  # what was imported, by the name it has here
    functions: dict[str, _Function] = field(default_factory=dict)  # by their qualified names

    def meant(self, func: ast.expr, modules: Mapping[str, _Module]) -> _Function | None:
        """The function that a call means: one of here, one imported, or a method by its name alone."""
        match func:
            case ast.Name(name):
                here = self.functions.get(name)
                home, _, original = self.names.get(name, "").rpartition(".")
                return here or (modules[home].functions.get(original) if home in modules else None)
            case ast.Attribute(ast.Name(base), name) if self.names.get(base) in modules:
                return modules[self.names[base]].functions.get(name)
            case ast.Attribute(_, name):
                methods = (f for m in modules.values() for f in m.functions.values() if f.method and f.name == name)
                return next(methods, None)
        return None


@dataclass(eq=False)
class _Function:
    """One function with what its keys are made of."""

    module: _Module
    name: str
    method: bool
    node: ast.FunctionDef
    where: str
    inside: list[ast.AST]  # the node itself and all below it, from the outer to the inner
    calls: list[ast.Call] = field(default_factory=list)
    values: dict[str, list[ast.expr]] = field(default_factory=dict)  # what names stand for

    @property
    def params(self) -> list[str]:
        given = self.node.args
        names = [one.arg for one in (*given.posonlyargs, *given.args)][int(self.method) :]
        return [*names, *(one.arg for one in given.kwonlyargs)]

    @property
    def defaults(self) -> dict[str, ast.expr]:
        given = self.node.args
        last = zip(given.args[::-1], given.defaults[::-1], strict=False)
        named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
        return {one.arg: value for one, value in (*last, *named) if value}

    def first_hand(self) -> Iterator[tuple[int, Key]]:
        """Keys of what is said here, and of phrases that are looked up in their tables."""
        if f"{self.module.name}.{self.name}" in MOUTHS:
            return
        inner = {id(node.value) for node in self.inside if isinstance(node, ast.Subscript)}
        for node in self.inside:
            match node:
                case ast.Call(ast.Name(mouth), [first, *_]) if self.module.names.get(mouth) in MOUTHS:
                    yield from ((node.lineno, key) for key in self.read(first))
                case ast.Subscript(value, part) if id(node) not in inner:
                    if table := _table(value):
                        for key in self.read(part):
                            yield node.lineno, (*table, *key)
                            yield node.lineno, (*table, *key, ".", Hole())

    def naming(self) -> Iterator[tuple[int, Key]]:
        """Keys of what is named here by its code."""
        for call in self.calls:
            if isinstance(call.func, ast.Name) and call.func.id in NAMERS and call.args:
                for table, key in product(NAMERS[call.func.id], self.read(call.args[0])):
                    if all(isinstance(part, str) for part in key):
                        yield call.lineno, (table, *key)
                        yield call.lineno, (table, *key, ".", Hole())

    def bound(self, key: Key, call: ast.Call, caller: _Function) -> list[Key]:
        """The key that this function makes, for what a caller hands over."""
        handed = dict(zip(self.params, call.args, strict=False))
        handed = self.defaults | handed | {one.arg: one.value for one in call.keywords if one.arg}
        readings: list[list[Key]] = [
            caller.read(handed[part.param]) if isinstance(part, Hole) and part.param in handed else [(part,)]
            for part in key
        ]
        wholes = [sum(parts, ()) for parts in _product(readings)]
        own = {part.param for part in key if isinstance(part, Hole)} - set(handed)
        return [tuple(Hole() if isinstance(p, Hole) and p.param in own else p for p in whole) for whole in wholes]

    def read(self, value: ast.expr, seen: tuple[str, ...] = ()) -> list[Key]:
        """What an expression can come to, as parts of a key."""
        match value:
            case ast.Constant(str(text)):
                return [(text,)]
            case ast.JoinedStr(parts):
                return [sum(found, ()) for found in _product([self.read(part, seen) for part in parts])]
            case ast.FormattedValue(inner):
                return self.read(inner, seen)
            case ast.IfExp(_, one, other):
                return [*self.read(one, seen), *self.read(other, seen)]
            case ast.Name(name) if name in self.values and name not in seen:
                return [key for one in self.values[name] for key in self.read(one, (*seen, name))]
            case ast.Name(name) if name in self.params:
                return [(Hole(name),)]
            case ast.Call(ast.Name(name)) if name in self.module.functions and name not in seen:
                made = self.module.functions[name]
                back = (node.value for node in made.inside if isinstance(node, ast.Return) and node.value)
                found = [key for one in back for key in made.read(one, (*seen, name))]
                return [tuple(Hole() if isinstance(part, Hole) else part for part in key) for key in found]
        return [ANYTHING]


def _product(readings: list[list[Key]]) -> list[tuple[Key, ...]]:
    every = list(product(*readings))
    return every if len(every) <= MOST else [tuple(ANYTHING for _ in readings)]


def _table(value: ast.expr) -> Key | None:
    """The table of phrases that ``phrases()["plan"]["step"]`` is, as the beginning of a key."""
    match value:
        case ast.Call(ast.Name("phrases"), []):
            return ("",)
        case ast.Subscript(inner, ast.Constant(str(name))) if (table := _table(inner)) is not None:
            return (*table, f"{name}.")
    return None


def _functions(modules: Mapping[str, _Module]) -> Iterator[_Function]:
    return (function for module in modules.values() for function in module.functions.values())


def _modules(folder: Traversable, name: str) -> Iterator[_Module]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        stem = entry.name.removesuffix(".py")
        if entry.is_dir() and (entry / "__init__.py").is_file():
            yield from _modules(entry, f"{name}.{entry.name}")
        elif entry.name.endswith(".py"):
            path = f"{name.replace('.', '/')}/{entry.name}"
            yield _module(name if stem == "__init__" else f"{name}.{stem}", path, ast.parse(entry.read_text("utf-8")))


def _module(name: str, path: str, tree: ast.Module) -> _Module:
    own = {mouth.rpartition(".")[2]: mouth for mouth in MOUTHS if mouth.startswith(f"{name}.")}
    module = _Module(name, path, own)
    for node in _inside(tree, ast.stmt):
        match node:
            case ast.ImportFrom(str(home), names):
                module.names |= {one.asname or one.name: f"{home}.{one.name}" for one in names}
            case ast.ClassDef(owner, body=body):
                for one in body:
                    if isinstance(one, ast.FunctionDef):
                        module.functions[f"{owner}.{one.name}"] = _function(module, one, owner)
    for one in tree.body:
        if isinstance(one, ast.FunctionDef):
            module.functions[one.name] = _function(module, one, "")
    return module


def _function(module: _Module, node: ast.FunctionDef, owner: str) -> _Function:
    name = f"{owner}.{node.name}" if owner else node.name
    made = _Function(module, node.name, bool(owner), node, f"{module.path}: {name}", _inside(node, ast.AST))
    for part in made.inside:
        match part:
            case ast.Call():
                made.calls.append(part)
            case ast.Assign([ast.Name(target)], value) | ast.NamedExpr(ast.Name(target), value):
                made.values.setdefault(target, []).append(value)
            case ast.Assign([ast.Tuple(targets)], ast.Tuple(several)):
                for each, value in zip(targets, several, strict=False):
                    if isinstance(each, ast.Name):
                        made.values.setdefault(each.id, []).append(value)
            case ast.For(ast.Name(target), values) | ast.comprehension(ast.Name(target), values):
                made.values.setdefault(target, []).extend(_each(values, made))
    return made


def _inside(node: ast.AST, kind: type[ast.AST]) -> list[ast.AST]:
    """What ``ast.walk`` finds of one kind of nodes, without going into others for it."""
    found = [node]
    for one in found:
        for name in one._fields:
            value = getattr(one, name)
            if isinstance(value, list):
                found += [part for part in value if isinstance(part, kind)]
            elif isinstance(value, kind) and value._fields:
                found.append(value)
    return found


def _each(values: ast.expr, made: _Function) -> list[ast.expr]:
    """What a loop runs over, where it is written down; else the loop's own name, of which nothing is known."""
    while isinstance(values, ast.Name) and len(made.values.get(values.id, ())) == 1:
        (values,) = made.values[values.id]
    return values.elts if isinstance(values, ast.Tuple | ast.List) else [values]


def _entries(entries: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, entry in entries.items():
        if isinstance(entry, str):
            yield f"{prefix}{key}", entry
        elif isinstance(entry, Mapping):
            yield from _entries(entry, f"{prefix}{key}.")
