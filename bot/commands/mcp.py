"""``rothbot mcp``: the law for assistants, as tools of a Model Context Protocol server on standard input and output.

The assistant listens and asks; rothbot counts. Every tool is one of the other commands: what comes back is the same
data, and a refusal comes back as its sentence, never as a guess.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, BinaryIO, cast

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import PARSE_ERROR, ErrorData, JSONRPCError, ToolAnnotations

from bot.cli import version
from bot.commands import ask as asking
from bot.commands import check, plan, worksheet
from bot.commands.jsonlines import dump, read_lines
from calc import law
from calc.public import untrusted, worksheets
from calc.refusals import Refusal
from dialogs.pages.figures import figures_of
from dialogs.phrases import Refused, say, template
from dialogs.views import exporting

LOOKS_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_ID = re.compile(rb'"id"\s*:\s*("[^"\\]{1,64}"|\d{1,15})(?=\s*[,}])')


def main(_: argparse.Namespace) -> int:
    server().run()
    return 0


class _Server(MCPServer[Any]):
    async def run_stdio_async(self) -> None:
        """As the library does, but for what is read."""
        lines = _Lines(sys.stdin.buffer)
        async with stdio_server(cast("Any", lines)) as (calls, lines.answers):
            served = self._lowlevel_server
            await served.run(calls, lines.answers, served.create_initialization_options())


class _Lines:
    """What the assistant writes, line by line, its bounds kept before the library reads it.

    A line beyond them is answered by an error here; the library would leave its caller waiting.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._lines = read_lines(source)
        self.answers: Any = None

    async def __aiter__(self) -> AsyncIterator[str]:
        while line := await anyio.to_thread.run_sync(next, self._lines, b""):
            if not line.strip():
                continue
            try:
                # A number beyond the bounds becomes a word, which each tool names; the library would round it.
                yield json.dumps(untrusted.read(line), default=float)
            except untrusted.Unreadable as reason:
                error = ErrorData(code=PARSE_ERROR, message=say(f"channel.cli.facts.{reason}", name=reason.name))
                await self.answers.send(SessionMessage(JSONRPCError(jsonrpc="2.0", id=_id(line), error=error)))


def _id(line: bytes) -> str | int | None:
    """Of a call that cannot be read, so that who waits for it is told; None where it is not plain."""
    found = _ID.findall(line)
    return json.loads(found[0]) if len(found) == 1 else None


def server() -> MCPServer[Any]:
    """The server with its tools; it keeps nothing and reaches nothing."""
    made = _Server("rothbot", version=version(), instructions=template("mcp.instructions"), log_level="ERROR")
    for tool in (plan_of, worksheet_of, facts_schema, figures, ask, check_forms):
        name = TOOLS[tool]
        made.tool(name, description=template(f"mcp.{name}"), annotations=LOOKS_ONLY, structured_output=False)(tool)
    return made


def plan_of(facts: dict[str, Any], today: str | None = None) -> str:
    told = facts if today is None else {**facts, plan.TODAY: today}
    return dump(plan.answer(_line(told), _today()))


def worksheet_of(name: str, inputs: dict[str, Any]) -> str:
    if name not in worksheets.WORKSHEETS:
        return _no_worksheet(name, "name")
    return dump(worksheet.answer(name, _line(inputs), cited=True))


def facts_schema(worksheet: str | None = None) -> str:
    if worksheet is None:
        return dump(exporting.schema())
    if worksheet not in worksheets.WORKSHEETS:
        return _no_worksheet(worksheet, "worksheet")
    return dump(worksheets.schema(worksheet))


def figures(year: int | None = None) -> str:
    try:
        return figures_of(law.latest() if year is None else year)
    except Refusal as refused:
        return str(Refused(refused))


def ask(question: str) -> str:
    found = asking.look_up(question)
    if found.offered:
        return asking.worded(found, say("mcp.asked_back", code=found.offered[0][0]))
    told = asking.worded(found)
    return f"{told}\n\n{say('mcp.checked', day=law.checked())}" if found.settled or found.answered else told


def check_forms(papers: dict[str, Any]) -> str:
    found = check.answer(_line(papers))
    return dump(found if "error" in found else {**found, "checked": law.checked()})


TOOLS = {
    plan_of: "plan",
    worksheet_of: "worksheet",
    facts_schema: "facts_schema",
    figures: "figures",
    ask: "ask",
    check_forms: "check_forms",
}


def _line(told: dict[str, Any]) -> bytes:
    return dump(told).encode()


def _no_worksheet(name: str, field: str) -> str:
    return _error(say("channel.cli.no_worksheet", name=name, names=sorted(worksheets.WORKSHEETS)), field)


def _error(sentence: str, field: str | None) -> str:
    return dump({"error": sentence, "field": field})


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day where the person sits
