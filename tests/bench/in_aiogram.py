"""The interview in aiogram with its memory storage; run by an environment of its own, for it pins other versions."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from interview import BUTTONS, DONE, QUESTIONS, SENT, TOKEN, amount, timed, updates

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=label)] for label in BUTTONS]
)
router = Router()
STATES = [State(f"question{number}") for number in range(len(QUESTIONS))]


class Canned(AiohttpSession):
    """A network that has delivered everything at once; what is sent is made ready for it as ever."""

    async def make_request(self, bot: Bot, method: TelegramMethod, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        self.build_form_data(bot, method)
        return self.check_response(bot, method, 200, SENT.decode()).result


@router.message(CommandStart())
async def begin(message: Message, state: FSMContext) -> None:
    await state.set_state(STATES[0])
    await state.set_data({"answers": []})
    await message.answer(QUESTIONS[0], reply_markup=KEYBOARD)


def ask(number: int) -> None:
    @router.message(StateFilter(STATES[number]))
    async def answer(message: Message, state: FSMContext) -> None:
        told = amount(message.text or "")
        if told is None:
            await message.answer(QUESTIONS[number], reply_markup=KEYBOARD)
            return
        data = await state.get_data()
        answers = [*data["answers"], told]
        if number + 1 == len(QUESTIONS):
            await message.answer(DONE.format(total=sum(answers)))
            await state.clear()
            return
        await state.update_data(answers=answers)
        await state.set_state(STATES[number + 1])
        await message.answer(QUESTIONS[number + 1], reply_markup=KEYBOARD)


async def run(chats: int, rounds: int) -> str:
    """What a turn costs, ``chats`` of them talking at once."""
    for number in range(len(QUESTIONS)):
        ask(number)
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    bot = Bot(TOKEN, session=Canned())

    async def person(chat: int) -> None:
        for number in range(rounds):
            for raw in updates(chat + number * chats):
                await dispatcher.feed_raw_update(bot, raw)

    async def everybody() -> None:
        await asyncio.gather(*map(person, range(1, chats + 1)))

    return await timed(everybody, chats * rounds)


if __name__ == "__main__":
    print(asyncio.run(run(int(sys.argv[1]), int(sys.argv[2]))))
