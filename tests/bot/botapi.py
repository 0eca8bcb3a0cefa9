"""A small Bot API server: chats with people who type and press, every call checked, faults on demand."""

import asyncio
import itertools
import json
import random
import socket
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from urllib.parse import parse_qsl

import pytest
import uvicorn
from botapi_rules import RefusedError, checked
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TOKEN = "123456:test-token"


@dataclass
class Shown:
    """One message as the person sees it now."""

    message_id: int
    text: str
    buttons: list[list[dict]] = field(default_factory=list)
    document: bytes | None = None
    call: dict = field(default_factory=dict)  # as it was sent or last edited

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]


@dataclass
class Fault:
    """status and body instead of the answer; ``after``: the call is carried out all the same."""

    status: int
    body: object
    after: bool = False
    delay: float = 0


TOO_MANY = Fault(429, {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
                       "parameters": {"retry_after": 1}})  # fmt: skip
INTERNAL = Fault(500, {"ok": False, "error_code": 500, "description": "Internal Server Error"})
BLOCKED = Fault(403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"})
GARBAGE = Fault(200, "<html>not what you asked for", after=False)
LOST_ANSWER = Fault(502, "bad gateway", after=True)


class Telegram:
    """The state of all chats. ``wrong`` collects every call that Telegram would refuse; tests expect it empty."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.chats: dict[int, list[Shown]] = defaultdict(list)
        self.updates: list[dict] = []
        self.calls: list[tuple[str, dict]] = []
        self.wrong: list[str] = []
        self.asked = 0
        self.answered: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.uploads = 0
        self.inline: dict[str, list[dict]] = {}
        self.said: dict[int, list[dict]] = defaultdict(list)
        self.deleted: dict[int, list[int]] = defaultdict(list)
        self.pinned: dict[int, int] = {}
        self.refused: Counter[str] = Counter()
        self.lacks: set[str] = set()  # methods that this server does not know yet
        self.profiles: dict[str, dict] = {"": {}}
        self.webhook: dict = {"url": "", "pending_update_count": 0}
        self.unruly: random.Random | None = None  # deliveries come shuffled, and some of the last ones once more
        self.past: list[dict] = []
        self.repeats = 0
        self.fault: Callable[[str, dict], Fault | None] = lambda _method, _values: None
        self._numbers, self._messages = itertools.count(1000), itertools.count(1)

    # what people do

    def push(self, **update: object) -> int:
        with self.changed:
            number = next(self._numbers)
            self.updates.append({"update_id": number, **update})
            self.changed.notify_all()
            return number

    def say(self, chat_id: int, text: str) -> int:
        return self.push(message=self.message(chat_id, text=text))

    def send_file(
        self, chat_id: int, name: str, content: bytes, mime: str = "application/json", *, lost: bool = False
    ) -> int:
        """The person sends a file from their phone; one that is lost cannot be downloaded."""
        number = f"f{next(self._messages)}"
        self.files |= {} if lost else {number: content}
        document = {"file_id": number, "file_unique_id": number, "file_name": name, "mime_type": mime,
                    "file_size": len(content)}  # fmt: skip
        return self.push(message=self.message(chat_id, document=document))

    def message(self, chat_id: int, **content: object) -> dict:
        person = {"id": chat_id, "is_bot": False, "first_name": "Someone"}
        sent = {"message_id": next(self._messages), "date": 1, "chat": {"id": chat_id, "type": "private"},
                "from": person, **content}  # fmt: skip
        self.said[chat_id].append(sent)
        return sent

    def reply(self, chat_id: int, to: Shown, text: str) -> int:
        """The person answers one message of the bot."""
        return self.push(message=self.message(chat_id, text=text, reply_to_message={"message_id": to.message_id}))

    def edit(self, chat_id: int, before: str, after: str) -> int:
        """The person changes what they have sent."""
        said = self.said[chat_id]
        place = max(number for number, one in enumerate(said) if one.get("text") == before)
        said[place] = said[place] | {"text": after, "edit_date": 2}
        return self.push(edited_message=said[place])

    def live(self, chat_id: int) -> list[Shown]:
        """Messages whose buttons can be pressed."""
        return [shown for shown in self.chats[chat_id] if shown.buttons]

    def press(self, chat_id: int, label: str, message: Shown | None = None) -> int:
        """Press a button of the last message that has one with this label, or of the message given."""
        shown = message or next(m for m in reversed(self.chats[chat_id]) if label in m.labels)
        data = next(b["callback_data"] for row in shown.buttons for b in row if b["text"] == label)
        return self.push(callback_query=self.query(chat_id, data, shown))

    def query(self, chat_id: int, data: str, shown: Shown) -> dict:
        message = self.message(chat_id, text=shown.text)
        message |= {"message_id": shown.message_id, "reply_markup": {"inline_keyboard": shown.buttons}}
        person = {"id": chat_id, "is_bot": False, "first_name": "Someone"}
        return {"id": f"q{next(self._messages)}", "from": person, "chat_instance": "1", "data": data,
                "message": message}  # fmt: skip

    def until(self, happened: Callable[[], object], seconds: float = 20) -> object:
        """Wait for something; AssertionError when it does not happen."""
        with self.changed:
            if not self.changed.wait_for(happened, seconds):
                raise AssertionError(f"not within {seconds} s; shown: {dict(self.chats)}, wrong: {self.wrong}")
            return happened()

    def heard(self, chat_id: int, count: int = 1) -> list[Shown]:
        """The chat's messages, as soon as there are ``count``."""
        self.until(lambda: len(self.chats[chat_id]) >= count)
        return self.chats[chat_id]

    # what the bot does

    def handle(self, method: str, form: dict) -> tuple[int, object]:
        with self.changed:
            if method in self.lacks:
                self.refused[method] += 1
                return 404, {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
            try:
                values = checked(method, form)
                fault = self.fault(method, values)
                if fault is None or fault.after:
                    result = getattr(self, f"_{method}", lambda _values: True)(values)
            except RefusedError as error:
                if "message is not modified" not in str(error):
                    self.wrong.append(str(error))
                return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {error}"}
            finally:
                self.changed.notify_all()
            if method != "getUpdates":
                self.calls.append((method, values))
            return (fault.status, fault.body) if fault else (200, {"ok": True, "result": result})

    def _getMe(self, _: dict) -> dict:  # noqa: N802 - Telegram's name
        return {"id": 123456, "is_bot": True, "first_name": "rothbot", "username": "rothbot_test_bot"}

    def _getMyCommands(self, values: dict) -> list:  # noqa: N802
        return self._of(values).get("commands", []) if "scope" in values else []

    def _getMyDescription(self, values: dict) -> dict:  # noqa: N802
        return {"description": self._of(values).get("description", "")}

    def _getMyShortDescription(self, values: dict) -> dict:  # noqa: N802
        return {"short_description": self._of(values).get("short_description", "")}

    def _of(self, values: dict) -> dict:
        """The profile in the language of a call."""
        return self.profiles.setdefault(values.get("language_code", ""), {})

    def _getChatMenuButton(self, _: dict) -> dict:  # noqa: N802
        return self.profiles[""].get("menu_button", {"type": "default"})

    def _setProfile(self, values: dict) -> bool:  # noqa: N802
        self._of(values).update(values)
        return True

    def _deleteMyCommands(self, _: dict) -> bool:  # noqa: N802
        return True

    _setMyCommands = _setMyDescription = _setMyShortDescription = _setChatMenuButton = _setProfile  # noqa: N815

    def _getWebhookInfo(self, _: dict) -> dict:  # noqa: N802
        return self.webhook

    def _getUpdates(self, values: dict) -> list[dict]:  # noqa: N802
        self.asked += 1
        known = [u for u in self.updates if u["update_id"] < values.get("offset", 0)]
        self.past = [*self.past, *known][-30:]
        self.updates = self.updates[len(known) :]
        batch = self.updates[: values.get("limit", 100)]
        if self.unruly and batch:
            again = self.unruly.sample(self.past, min(3, len(self.past)))
            self.repeats += len(again)
            batch = self.unruly.sample([*batch, *again], len(batch) + len(again))
        return batch

    def _getFile(self, values: dict) -> dict:  # noqa: N802
        number = values["file_id"]
        return {"file_id": number, "file_unique_id": number, "file_path": f"documents/{number}"}

    def _sendMessage(self, values: dict) -> dict:  # noqa: N802
        rows = values.get("reply_markup", {}).get("inline_keyboard", [])
        file = values.get("document", values.get("photo"))
        if file is not None:
            number, file = self._file(file)
        shown = Shown(next(self._messages), values.get("shown", ""), rows, file, values)
        self.chats[values["chat_id"]].append(shown)
        chat = {"id": values["chat_id"], "type": "private"}
        result = {"message_id": shown.message_id, "date": 1, "chat": chat, "text": shown.text}
        if file is not None:
            named = {"file_id": number, "file_unique_id": number}
            result |= {"photo": [named]} if "photo" in values else {"document": named}
        return result

    def _file(self, file: bytes | str) -> tuple[str, bytes]:
        """A file that goes up, or one that is there."""
        if isinstance(file, str):
            if file not in self.files:
                raise RefusedError("wrong file identifier")
            return file, self.files[file]
        self.uploads += 1
        number = f"up{self.uploads}"
        self.files[number] = file
        return number, file

    _sendDocument = _sendMessage  # noqa: N815 - Telegram's names
    _sendPhoto = _sendMessage  # noqa: N815
    _sendRichMessage = _sendMessage  # noqa: N815

    def _deleteMessages(self, values: dict) -> bool:  # noqa: N802
        gone = set(values["message_ids"])
        self.deleted[values["chat_id"]] += values["message_ids"]
        chat = self.chats[values["chat_id"]]
        self.chats[values["chat_id"]] = [shown for shown in chat if shown.message_id not in gone]
        return True

    def _pinChatMessage(self, values: dict) -> bool:  # noqa: N802
        self.pinned[values["chat_id"]] = self._find(values).message_id
        return True

    def _editMessageText(self, values: dict) -> bool:  # noqa: N802
        shown = self._find(values)
        new = values["shown"], values.get("reply_markup", {}).get("inline_keyboard", [])
        if new == (shown.text, shown.buttons):
            raise RefusedError("message is not modified")
        shown.text, shown.buttons = new
        shown.call = values
        return True

    def _editMessageReplyMarkup(self, values: dict) -> bool:  # noqa: N802
        shown = self._find(values)
        new = values.get("reply_markup", {}).get("inline_keyboard", [])
        if new == shown.buttons:
            raise RefusedError("message is not modified")
        shown.buttons = new
        return True

    def _find(self, values: dict) -> Shown:
        for shown in self.chats[values["chat_id"]]:
            if shown.message_id == values["message_id"]:
                return shown
        raise RefusedError("message to edit not found")

    def _answerInlineQuery(self, values: dict) -> bool:  # noqa: N802
        self.inline[values["inline_query_id"]] = values["results"]
        return True

    def _answerCallbackQuery(self, values: dict) -> bool:  # noqa: N802
        self.answered.add(values["callback_query_id"])
        return True


async def _form(request: Request) -> dict:
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    parts = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    fields = {}
    for part in parts:
        content = part.get_payload(decode=True)
        name = part.get_param("name", header="content-disposition")
        fields[name] = content if part.get_filename() else content.decode()
    return fields


def application(telegram: Telegram, token: str) -> Starlette:
    async def call(request: Request) -> Response:
        if request.path_params["token"] != token:
            return JSONResponse({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        method, form = request.path_params["method"], await _form(request)
        status, payload = telegram.handle(method, form)
        if method == "getUpdates":
            patience = time.monotonic() + min(float(form.get("timeout", 0)), 5)
            while status == 200 and not payload["result"] and time.monotonic() < patience:
                await asyncio.sleep(0.01)
                status, payload = telegram.handle(method, form)
        return Response(payload if isinstance(payload, str) else json.dumps(payload), status)

    async def download(request: Request) -> Response:
        content = telegram.files.get(request.path_params["number"])
        return Response("gone", 404) if content is None else Response(content)

    files = Route("/file/bot{token}/documents/{number}", download)
    return Starlette(routes=[Route("/bot{token}/{method}", call, methods=["POST"]), files])


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The application on a free port of the loopback, in a thread; its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True  # whoever still asks is not there any more
        thread.join()
        listener.close()


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """A server on the loopback, that must have found nothing wrong in the end."""
    server = Telegram()
    with serving(application(server, TOKEN)) as server.address:
        yield server
    assert server.wrong == []
