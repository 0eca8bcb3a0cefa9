"""What people see of the bot before they say a word: commands, descriptions, menu button. Set only where it differs.

Telegram allows these calls rarely and caches them long, so a restart must not repeat them. Commands are offered in
private chats only: elsewhere we read nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands

from bot.faults import where
from bot.log import log
from dialogs.phrases import say
from dialogs.understanding.verbs import verbs


async def introduce(bot: Bot) -> list[str]:
    """What was changed, by name. Whatever is answered here, nothing depends on it."""
    changed = []
    for name, part in _PARTS.items():
        try:
            if await part(bot):
                changed.append(name)
        except Exception as error:  # noqa: BLE001 - only what people see first is older then
            log().warning("profile_not_set", part=name, error=where(error))
    return changed


async def _commands(bot: Bot) -> bool:
    scope = BotCommandScopeAllPrivateChats()
    commands = tuple(BotCommand(verb.name, verb.menu) for verb in verbs().values() if verb.menu)
    if await bot.get_my_commands(scope) == commands:
        return False
    await bot.set_my_commands(commands, scope)
    return True


async def _everywhere(bot: Bot) -> bool:
    """Earlier versions offered the commands in groups too."""
    if not await bot.get_my_commands():
        return False
    await bot.delete_my_commands()
    return True


async def _description(bot: Bot) -> bool:
    about = say("channel.profile.description")
    if (await bot.get_my_description()).description == about:
        return False
    await bot.set_my_description(about)
    return True


async def _short(bot: Bot) -> bool:
    short = say("channel.profile.short")
    if (await bot.get_my_short_description()).short_description == short:
        return False
    await bot.set_my_short_description(short)
    return True


async def _menu(bot: Bot) -> bool:
    if await bot.get_chat_menu_button() == MenuButtonCommands():
        return False
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    return True


_PARTS: dict[str, Callable[[Bot], Awaitable[bool]]] = {
    "commands": _commands,
    "commands_elsewhere": _everywhere,
    "description": _description,
    "short_description": _short,
    "menu_button": _menu,
}
