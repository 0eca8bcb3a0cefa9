"""What ``forked`` has loaded before it forks: the modules, and the tables that the first words of a talk read."""

from bot.channels.telegram.channel import Bot
from bot.cli import main
from bot.commands import ask, chat, plan, worksheet
from bot.engine import rothbot
from bot.running import serve
from bot.store.opening import open_store

__all__ = ["Bot", "ask", "chat", "main", "open_store", "plan", "serve", "worksheet"]

rothbot().warm()
