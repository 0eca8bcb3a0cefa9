"""What people see of the bot before they say a word: commands, descriptions, menu button. Set only where it differs.

Telegram allows these calls rarely and caches them long, so a restart must not repeat them. Commands are offered in
private chats only: elsewhere we read nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands

from bot.faults import where
from bot.log import log
from dialogs.phrases import other_languages, say
from dialogs.understanding.verbs import verbs


async def introduce(bot: Bot) -> list[str]:
    """What was changed, by name, and by language where that is not ours. Nothing depends on what is answered here."""
    changed = []
    for language, told in ((None, _own()), *other_languages().items()):
        for name, part in _PARTS.items():
            try:
                if await part(bot, told, language):
                    changed.append(f"{name}.{language}" if language else name)
            except Exception as error:  # noqa: BLE001 - only what people see first is older then
                log().warning("profile_not_set", part=name, error=where(error))
    return changed


def _own() -> dict[str, Any]:
    menu = {verb.name: verb.menu for verb in verbs().values() if verb.menu}
    return {"menu": menu, **{name: say(f"channel.profile.{name}") for name in ("short", "description")}}


async def _commands(bot: Bot, told: Mapping[str, Any], language: str | None) -> bool:
    scope = BotCommandScopeAllPrivateChats()
    commands = tuple(BotCommand(name, line) for name, line in told["menu"].items())
    if await bot.get_my_commands(scope, language) == commands:
        return False
    await bot.set_my_commands(commands, scope, language)
    return True


async def _everywhere(bot: Bot, _: Mapping[str, Any], language: str | None) -> bool:
    """Earlier versions offered the commands in groups too."""
    if language or not await bot.get_my_commands():
        return False
    await bot.delete_my_commands()
    return True


async def _description(bot: Bot, told: Mapping[str, Any], language: str | None) -> bool:
    about = told["description"].strip()
    if (await bot.get_my_description(language)).description == about:
        return False
    await bot.set_my_description(about, language)
    return True


async def _short(bot: Bot, told: Mapping[str, Any], language: str | None) -> bool:
    short = told["short"].strip()
    if (await bot.get_my_short_description(language)).short_description == short:
        return False
    await bot.set_my_short_description(short, language)
    return True


async def _menu(bot: Bot, _: Mapping[str, Any], language: str | None) -> bool:
    if language or await bot.get_chat_menu_button() == MenuButtonCommands():
        return False
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    return True


_PARTS: dict[str, Callable[[Bot, Mapping[str, Any], str | None], Awaitable[bool]]] = {
    "commands": _commands,
    "commands_elsewhere": _everywhere,
    "description": _description,
    "short_description": _short,
    "menu_button": _menu,
}
