"""A reader of iCalendar files of our own: just enough of RFC 5545 to check what another library wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9-]+")
_ESCAPED = re.compile(r"\\(.)")


@dataclass
class Component:
    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    components: list[Component] = field(default_factory=list)

    def value(self, name: str) -> str:
        return self.properties[name][1]

    def text(self, name: str) -> str:
        """A TEXT value, unescaped (3.3.11)."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value(name))

    def inner(self, name: str) -> list[Component]:
        return [one for one in self.components if one.name == name]


def read(content: bytes) -> Component:
    """The calendar; a ValueError says which rule of the RFC is broken."""
    if not content.endswith(b"\r\n") or b"\n" in content.replace(b"\r\n", b""):
        raise ValueError("lines end with CRLF (3.1)")
    physical = content.decode("utf-8").split("\r\n")[:-1]
    if any(len(line.encode()) > 75 for line in physical):
        raise ValueError("no line is longer than 75 octets (3.1)")
    stack: list[Component] = []
    root: Component | None = None
    for line in "\r\n".join(physical).replace("\r\n ", "").split("\r\n"):
        name, parameters, value = _content_line(line)
        if name == "BEGIN":
            component = Component(value)
            (stack[-1].components if stack else []).append(component)
            root = root or component
            stack.append(component)
        elif name == "END":
            if stack.pop().name != value:
                raise ValueError(f"END:{value} closes nothing (3.4)")
        else:
            if name in stack[-1].properties:
                raise ValueError(f"{name} stands twice in {stack[-1].name}")
            stack[-1].properties[name] = parameters, value
    if stack or root is None or root.name != "VCALENDAR":
        raise ValueError("not one whole VCALENDAR (3.4)")
    return root


def _content_line(line: str) -> tuple[str, dict[str, str], str]:
    head, _, value = line.partition(":")
    name, *parameters = head.split(";")
    if not _NAME.fullmatch(name):
        raise ValueError(f"no property name: {line!r} (3.1)")
    return name.upper(), dict(parameter.split("=", 1) for parameter in parameters), value
