"""What people see of the bot before they say a word: commands, descriptions, menu button. Set only where it differs.

Telegram allows these calls rarely and caches them long, so a restart must not repeat them.
"""

from __future__ import annotations

from telegram import Bot, BotCommand, MenuButtonCommands

from dialogs.phrases import say
from dialogs.understanding.verbs import verbs


async def introduce(bot: Bot) -> list[str]:
    """What was changed, by name. The library's errors pass through."""
    changed = []
    commands = tuple(BotCommand(verb.name, verb.menu) for verb in verbs().values() if verb.menu)
    if await bot.get_my_commands() != commands:
        await bot.set_my_commands(commands)
        changed.append("commands")
    about = say("channel.profile.description")
    if (await bot.get_my_description()).description != about:
        await bot.set_my_description(about)
        changed.append("description")
    short = say("channel.profile.short")
    if (await bot.get_my_short_description()).short_description != short:
        await bot.set_my_short_description(short)
        changed.append("short_description")
    if await bot.get_chat_menu_button() != MenuButtonCommands():
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        changed.append("menu_button")
    return changed
