"""The tools for assistants, asked by the protocol's own client over standard input and output."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "docs" / "sample" / "2026-11-23.json"
TOOLS = {"plan", "worksheet", "facts_schema", "figures", "ask", "check_forms"}


async def answers(*calls: tuple[str, dict]):
    """Each call's text, and the tools that the server names, from one real process."""
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client

    command = StdioServerParameters(command=sys.executable, args=["-c", "from bot.cli import main; main(['mcp'])"])
    async with Client(stdio_client(command)) as client:
        listed = (await client.list_tools()).tools
        results = [await client.call_tool(name, arguments) for name, arguments in calls]
    return listed, [(result.is_error, result.content[0].text) for result in results]


async def test_a_client_gets_the_same_as_the_commands():
    papers = {
        "tax_year": 2025,
        "papers": [
            {
                "form": "1099-R",
                "owner": "you",
                "year": 2025,
                "ira": True,
                "boxes": {"1": "7000", "2a": "7000", "7": "2"},
            },
            {"form": "5498", "owner": "you", "year": 2025, "kind": "ira", "boxes": {"1": "7000", "5": "0"}},
        ],
        "printed": {"8606": {"1": "7000", "14": "0", "18": "0"}, "1040": {"4a": "7000", "4b": "0"}, "5329": {}},
        "told": {},
    }
    facts = json.loads(SAMPLE.read_text("utf-8"))
    facts.pop("rothbot", None)
    roth = {"tax_year": 2026, "filing_status": "single", "age": 40, "magi": 160000, "compensation": 160000}
    listed, got = await answers(
        ("plan", {"facts": facts, "today": "2026-11-23"}),
        ("plan", {"facts": {"tax_year": 2031}}),
        ("plan", {"facts": {"agi": "lots"}}),
        ("worksheet", {"name": "roth-limit", "inputs": {**roth, "traditional_contributions": 0}}),
        ("worksheet", {"name": "form-1", "inputs": {}}),
        ("figures", {"year": 2026}),
        ("figures", {"year": 2050}),
        ("ask", {"question": "does my wife's SEP count?"}),
        ("ask", {"question": "how do gains count"}),
        ("check_forms", {"papers": papers}),
        ("facts_schema", {}),
        ("facts_schema", {"worksheet": "roth-limit"}),
    )
    assert {tool.name for tool in listed} == TOOLS
    assert all(len(tool.description) > 100 for tool in listed)
    assert not any(wrong for wrong, _ in got)
    plan, beyond, unread, limit, unknown, figures, unpublished, answer, unsure, verdict, schema, takes = (
        t for _, t in got
    )
    assert {form["form"] for form in json.loads(plan)["forms"]} == {"8606"}
    assert json.loads(plan)["today"] == "2026-11-23"
    assert "2031" in json.loads(beyond)["error"]
    assert json.loads(unread)["field"] == "agi"
    assert json.loads(limit)["limit"] == "4000.00"
    for told in (plan, limit):
        assert any(law.startswith("IRC 408A(c)(3)") for law in json.loads(told)["law"])
        assert json.loads(told)["checked"] >= "2026-11-23"
    assert "roth-limit" in json.loads(unknown)["error"]
    assert "Figures for tax year 2026" in figures
    assert "have not been published yet" in unpublished
    assert answer.startswith("No, only the IRAs of the one who converts count")
    assert "Figures checked on November" in answer
    assert "call ask again with its code" in unsure
    assert "rothbot ask" not in unsure
    assert json.loads(verdict)["verdict"] == "right"
    assert json.loads(verdict)["checked"] >= "2026-11-23"
    assert "properties" in json.loads(schema)
    assert {"magi", "age"} <= set(json.loads(takes)["required"])


@pytest.mark.parametrize("arguments", [{}, {"question": 7}])
async def test_what_no_tool_takes_is_told_and_the_server_goes_on(arguments):
    _, got = await answers(("ask", arguments), ("ask", {"question": "what is a back door?"}))
    assert [wrong for wrong, _ in got] == [True, False]


def _call(number: int, arguments: str) -> str:
    params = f'{{"name": "plan", "arguments": {arguments}}}'
    return f'{{"jsonrpc": "2.0", "id": {number}, "method": "tools/call", "params": {params}}}'


def test_a_line_beyond_its_bounds_is_answered_and_stops_nothing():
    opening = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    agi = [_call(n, f'{{"facts": {{"agi": {told}}}}}') for n, told in enumerate(("1e-999999999", "9" * 5000), 1)]
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": opening}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        *agi,
        _call(3, f'{{"facts": {"[" * 5000 + "]" * 5000}}}'),
        _call(4, f'{{"facts": {{"agi": "{"9" * 2_000_000}"}}}}'),
        _call(5, '{"facts": {"agi": "\\ud83d"}}'),
        "no JSON",
        "",
        _call(6, '{"facts": {"tax_year": 2026}}'),
    ]
    command = [sys.executable, "-c", "from bot.cli import main; main(['mcp'])"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        answers = {}
        for line in lines:
            server.stdin.write(line + "\n")
            server.stdin.flush()
            if "notifications" not in line and line:
                answer = json.loads(server.stdout.readline())
                answers[answer["id"]] = answer
        server.stdin.close()
        assert server.wait(20) == 0
    texts = {number: answers[number]["result"]["content"][0]["text"] for number in (1, 2, 6)}
    assert [json.loads(texts[number])["field"] for number in (1, 2)] == ["agi", "agi"]
    assert json.loads(texts[6])["tax_year"] == 2026
    assert [answers[number]["error"]["code"] for number in (3, 4, 5, None)] == [-32700] * 4
