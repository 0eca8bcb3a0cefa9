"""The interview in python-telegram-bot's ConversationHandler: in memory, or with PicklePersistence."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from interview import ANSWERS, BUTTONS, DONE, QUESTIONS, SENT, TOKEN, amount, timed, updates
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in BUTTONS])


class Canned(BaseRequest):
    """A network that has delivered everything at once; what is sent is made ready for it as ever."""

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, method: str, request_data: RequestData | None = None, *_: object,
                         **__: object) -> tuple[int, bytes]:  # fmt: skip
        if url.endswith("getMe"):
            return 200, b'{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"B","username":"b_bot"}}'
        assert request_data
        assert request_data.json_parameters
        assert not request_data.multipart_data
        return 200, SENT


async def begin(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["answers"] = []
    await update.message.reply_text(QUESTIONS[0], reply_markup=KEYBOARD)
    return 0


def asked(number: int):
    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        told = amount(update.message.text)
        if told is None:
            await update.message.reply_text(QUESTIONS[number], reply_markup=KEYBOARD)
            return number
        context.user_data["answers"].append(told)
        if number + 1 == len(QUESTIONS):
            await update.message.reply_text(DONE.format(total=sum(context.user_data["answers"])))
            return ConversationHandler.END
        await update.message.reply_text(QUESTIONS[number + 1], reply_markup=KEYBOARD)
        return number + 1

    return answer


def application(pickle: Path | None) -> Application:
    builder = Application.builder().token(TOKEN).request(Canned()).get_updates_request(Canned()).updater(None)
    if pickle:
        builder = builder.persistence(PicklePersistence(pickle, update_interval=1))
    app = builder.build()
    states = {
        number: [MessageHandler(filters.TEXT & ~filters.COMMAND, asked(number))] for number in range(len(ANSWERS))
    }
    entry = [CommandHandler("start", begin)]
    app.add_handler(
        ConversationHandler(entry, states, fallbacks=entry, name="interview", persistent=pickle is not None)
    )
    return app


async def run(chats: int, rounds: int, pickle: Path | None = None) -> str:
    """What a turn costs, ``chats`` of them talking at once."""
    app = application(pickle)
    async with app:
        await app.start()

        async def person(chat: int) -> None:
            for number in range(rounds):
                for raw in updates(chat + number * chats):
                    await app.process_update(Update.de_json(raw, app.bot))

        async def everybody() -> None:
            await asyncio.gather(*map(person, range(1, chats + 1)))

        cost = await timed(everybody, chats * rounds)
        await app.stop()
    return cost


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        keep = Path(folder) / "talks.pickle" if sys.argv[1] == "pickle" else None
        print(asyncio.run(run(int(sys.argv[2]), int(sys.argv[3]), keep)))
