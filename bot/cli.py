"""The command line: ``rothbot chat | plan | worksheet | check | ask | schema | figures | mcp``, and for whoever runs
the bot ``run | doctor | migrate | backup | restore | keyring | rotate-key | expire | person | stats``; for whoever
works on it ``quotes | docs``.

Only what a command needs is imported, and only when it runs: the first reply of a talk comes in under a second.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn

from bot.channels import NAMES, RUN
from bot.faults import Fault, where
from dialogs.phrases import say

_WRONG_USE, _INTERRUPTED, _PIPE_CLOSED = 2, 130, 141
_NEEDS = {  # a command's extra, and the modules that come with it
    "run": ("telegram", "telegram", "starlette", "uvicorn"),
    "mcp": ("mcp", "mcp"),
    "plan --pdf": ("papers", "reportlab"),
    "plan --picture": ("papers", "PIL"),
}
_ACTS = {"migrate", "backup", "restore", "keyring", "rotate-key", "expire", "person", "stats"}  # upon what is stored
SHELLS = ("bash", "zsh")
PAPERS = ("pdf", "picture", "calendar")
_CHATS = range(-(2**63), 2**63)  # what the database can number


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        sys.stdout.flush()  # what was printed before may find nobody, or a full disk
        super().exit(status, message)

    def error(self, message: str) -> NoReturn:
        self.exit(_WRONG_USE, f"rothbot: {say('channel.cli.usage', problem=message, command=self.prog)}\n")


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(say("channel.cli.bad_day", given=given)) from None


def _chat(given: str) -> int:
    if not given.lstrip("-").isdecimal() or int(given[:20]) not in _CHATS:
        raise argparse.ArgumentTypeError(say("channel.cli.bad_chat", given=given))
    return int(given)


def _chat_name(given: str) -> str:
    return str(_chat(given))


def _year(given: str) -> int:
    if not (given.isdecimal() and len(given) == 4):
        raise argparse.ArgumentTypeError(say("channel.cli.bad_year", given=given))
    return int(given)


def _count(given: str) -> int:
    if not (given.isdecimal() and len(given) <= 4 and int(given)):
        raise argparse.ArgumentTypeError(say("channel.cli.bad_count", given=given))
    return int(given)


def version() -> str:
    """The version of what is installed."""
    from importlib.metadata import version as installed

    return installed("rothbot")


class _Completion(argparse.Action):
    """Prints what a shell needs to complete our commands and options."""

    def __call__(self, parser: argparse.ArgumentParser, _: object, shell: object, __: object = None) -> None:
        import shtab

        print(shtab.complete(parser, shell=str(shell)))
        parser.exit()


class _Version(argparse.Action):
    """Looked up only when asked for: the metadata of a package takes longer to read than a talk to begin."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"rothbot {version()}")
        parser.exit()


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - what add_subparsers gives has no other name


def _command(commands: _Commands, name: str) -> argparse.ArgumentParser:
    about = say(f"channel.cli.{name}")
    return commands.add_parser(name, help=about, description=about, allow_abbrev=False)


def parser() -> argparse.ArgumentParser:
    def as_json(to: argparse.ArgumentParser) -> None:
        to.add_argument("--json", action="store_true", help=say("channel.cli.json"))

    def today(to: argparse.ArgumentParser) -> None:
        to.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help=say("channel.cli.today"))

    root = _Parser("rothbot", description=say("channel.cli.about"), allow_abbrev=False)
    root.add_argument("--version", action=_Version, nargs=0, help=say("channel.cli.version"))
    root.add_argument("--completion", action=_Completion, choices=SHELLS, help=say("channel.cli.completion"))
    commands = root.add_subparsers(dest="command", metavar="COMMAND")

    chat = _command(commands, "chat")
    chat.add_argument("--db", metavar="URL", help=say("channel.cli.db"))
    chat.add_argument("--chat-id", type=_chat, default=0, metavar="N", help=say("channel.cli.chat_id"))
    today(chat)
    as_json(chat)

    run = _command(commands, "run")
    run.add_argument(
        "channel",
        nargs="?",
        choices=tuple(RUN),
        default="telegram",
        metavar="NAME",
        help=say("channel.cli.argument.channel"),
    )
    way = run.add_mutually_exclusive_group()
    way.add_argument("--polling", action="store_true", help=say("channel.cli.argument.polling"))
    way.add_argument("--webhook", action="store_true", help=say("channel.cli.argument.webhook"))

    _command(commands, "worksheet").add_argument("name", metavar="NAME", help=say("channel.cli.argument.name"))

    plan = _command(commands, "plan")
    plan.add_argument("file", nargs="?", metavar="FILE", help=say("channel.cli.argument.facts"))
    today(plan)
    as_json(plan)
    plan.add_argument("--lines", action="store_true", help=say("channel.cli.argument.lines"))
    for paper in PAPERS:
        plan.add_argument(f"--{paper}", metavar="FILE", help=say(f"channel.cli.argument.{paper}"))

    way = _command(commands, "check").add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=say("channel.cli.json"))
    way.add_argument("--lines", action="store_true", help=say("channel.cli.argument.sets"))

    ask = _command(commands, "ask")
    ask.add_argument("question", nargs="?", metavar="QUESTION", help=say("channel.cli.argument.question"))
    as_json(ask)

    of, year = say("channel.cli.argument.of"), say("channel.cli.argument.year")
    _command(commands, "schema").add_argument("of", nargs="?", default="facts", metavar="NAME", help=of)
    _command(commands, "figures").add_argument("year", nargs="?", type=_year, metavar="YEAR", help=year)
    _command(commands, "quotes").add_argument("folder", metavar="FOLDER", help=say("channel.cli.argument.folder"))
    _command(commands, "docs")
    _command(commands, "mcp")
    _add_operators(commands)
    return root


def _add_operators(commands: _Commands) -> None:
    """What whoever runs the bot does with what is stored."""
    person = _command(commands, "person")
    of_person, of_keys = ("export", "forget", "block", "unblock"), ("copy", "restore")
    person.add_argument("act", choices=of_person, metavar=_one_of(of_person), help=say("channel.cli.argument.act"))
    person.add_argument("chat", type=_chat_name, metavar="CHAT", help=say("channel.cli.argument.chat"))
    person.add_argument(
        "--channel", choices=NAMES, default="telegram", metavar="NAME", help=say("channel.cli.argument.channel")
    )
    _command(commands, "expire").add_argument("--yes", action="store_true", help=say("channel.cli.argument.yes"))
    for name in ("doctor", "migrate", "rotate-key", "stats"):
        _command(commands, name)
    backup = _command(commands, "backup")
    backup.add_argument("file", metavar="PLACE", help=say("channel.cli.argument.backup_to"))
    backup.add_argument("--keep", type=_count, metavar="N", help=say("channel.cli.argument.keep"))
    backup.add_argument("--drill", action="store_true", help=say("channel.cli.argument.drill"))
    _command(commands, "restore").add_argument("file", metavar="FILE", help=say("channel.cli.argument.backup"))
    keyring = _command(commands, "keyring")
    keyring.add_argument(
        "act", choices=of_keys, metavar=_one_of(of_keys), help=say("channel.cli.argument.keyring_act")
    )
    keyring.add_argument("file", metavar="FILE", help=say("channel.cli.argument.keyring_file"))


def _one_of(choices: Sequence[str]) -> str:
    return f"{{{','.join(choices)}}}"


def _needed(given: argparse.Namespace) -> None:
    """A Fault that names the extra, where a command's packages were not installed with it."""
    papers = [f"plan --{paper}" for paper in PAPERS if getattr(given, paper, None) is not None]
    for command in (given.command, *papers):
        extra, *modules = _NEEDS.get(command, ("",))
        for module in modules:
            if find_spec(module) is None:
                raise Fault("cli.no_extra", command=command, module=module, extra=extra)


def _waits(given: argparse.Namespace) -> bool:
    """Whether what the command works on comes from standard input."""
    match given.command:
        case "plan":
            return given.file in {None, "-"}
        case "ask":
            return given.question is None
    return given.command in {"worksheet", "check"}


def _take_law() -> None:
    from bot.settings import LawSettings, read
    from bot.signed_law import load

    load(read(LawSettings))


def _note(given: argparse.Namespace, refused: str | None = None) -> None:
    """A line in the log for what whoever runs the bot did to what is stored; of whom it was it says nothing.

    refused: why it was not done, where it was only tried.
    """
    if given.command in _ACTS:
        from bot.log import log

        why = {} if refused is None else {"refused": refused}
        log().info("operator", command=given.command, act=getattr(given, "act", None), **why)


def _let_go_of_output() -> None:
    """So that Python does not complain once more, where what is left cannot be written either."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, 1 when some input was wrong, 2 when nothing could be done at all."""
    takes, given = parser(), argparse.Namespace(command=None)
    try:
        takes.parse_args(arguments, given)  # here too whoever reads may have left, or the disk be full
        if given.command is None:
            takes.error(say("channel.cli.no_command"))
        if _waits(given) and sys.stdin.isatty():
            print(say("channel.cli.waits"), file=sys.stderr)
        _needed(given)
        if os.environ.get("ROTHBOT_LAW"):
            _take_law()
        status: int = import_module(f"bot.commands.{given.command.replace('-', '_')}").main(given)
        sys.stdout.flush()
        _note(given)
    except Fault as fault:
        _note(given, fault.reason)
        print(f"rothbot: {fault}", file=sys.stderr)
        return _WRONG_USE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()  # whoever read it has left
        return _PIPE_CLOSED
    except OSError as error:  # of a file that was named, or of the disk below it
        named = error.filename or given.command or takes.prog
        problem = say("channel.cli.bad_file", file=named, problem=error.strerror or error)
        print(f"rothbot: {problem}", file=sys.stderr)
        _let_go_of_output()
        return _WRONG_USE
    except Exception as error:  # noqa: BLE001 - never the message, which may quote a person
        print(f"rothbot: {say('channel.cli.our_mistake')} ({where(error)})", file=sys.stderr)
        return _WRONG_USE
    return status
