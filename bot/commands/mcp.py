"""``rothbot mcp``: the law for assistants, as tools of a Model Context Protocol server on standard input and output.

The assistant listens and asks; rothbot counts. Every tool is one of the other commands: what comes back is the same
data, and a refusal comes back as its sentence, never as a guess.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations

from bot.cli import version
from bot.commands import ask as asking
from bot.commands import check, plan, worksheet
from bot.commands.jsonlines import dump
from calc import law
from calc.public import worksheets
from calc.refusals import Refusal
from dialogs.pages.figures import figures_of
from dialogs.phrases import Refused, say, template
from dialogs.views import exporting

LOOKS_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def main(_: argparse.Namespace) -> int:
    server().run()
    return 0


def server() -> MCPServer[Any]:
    """The server with its tools; it keeps nothing and reaches nothing."""
    made: MCPServer[Any] = MCPServer(
        "rothbot", version=version(), instructions=template("mcp.instructions"), log_level="ERROR"
    )
    for tool in (plan_of, worksheet_of, facts_schema, figures, ask, check_forms):
        name = TOOLS[tool]
        made.tool(name, description=template(f"mcp.{name}"), annotations=LOOKS_ONLY, structured_output=False)(tool)
    return made


def plan_of(facts: dict[str, Any], today: str | None = None) -> str:
    told = facts if today is None else {**facts, plan.TODAY: today}
    return dump(plan.answer(_line(told), _today()))


def worksheet_of(name: str, inputs: dict[str, Any]) -> str:
    if name not in worksheets.WORKSHEETS:
        return _error(say("channel.cli.no_worksheet", name=name, names=sorted(worksheets.WORKSHEETS)), "name")
    return dump(worksheet.answer(name, _line(inputs)))


def facts_schema() -> str:
    return dump(exporting.schema())


def figures(year: int | None = None) -> str:
    try:
        return figures_of(law.latest() if year is None else year)
    except Refusal as refused:
        return str(Refused(refused))


def ask(question: str) -> str:
    return asking.text(question)


def check_forms(papers: dict[str, Any]) -> str:
    return dump(check.answer(_line(papers)))


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


def _error(sentence: str, field: str | None) -> str:
    return dump({"error": sentence, "field": field})


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day where the person sits
