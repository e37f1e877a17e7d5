"""A small client of a real browser, over the DevTools protocol: open, measure, picture, print."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect
from websockets.sync.connection import Connection

PATIENCE = 60.0  # seconds for a start, an answer or a page; generous, since CI has two slow cores
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)

#: keys that write nothing, with their code and number
_KEYS = {
    "Enter": ("Enter", 13), "Escape": ("Escape", 27), "Tab": ("Tab", 9), "Space": ("Space", 32),
    "ArrowUp": ("ArrowUp", 38), "ArrowDown": ("ArrowDown", 40), "ArrowLeft": ("ArrowLeft", 37),
    "ArrowRight": ("ArrowRight", 39), "Backspace": ("Backspace", 8), "Delete": ("Delete", 46),
    "/": ("Slash", 191), "?": ("Slash", 191),
    **{str(digit): (f"Digit{digit}", 48 + digit) for digit in range(10)},
}  # fmt: skip


class Page:
    """One tab. Everything that it asked the network for is kept in ``requests``."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target
        self.requests: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and return its result."""
        return self._browser.ask(method, session=self._session, **params)

    def open(self, url: str, *, width: int = 1200, height: int = 900) -> None:
        """Load a page in a window of that many CSS pixels, and wait until it has loaded."""
        self.resize(width, height)
        self._browser.forget("Page.loadEventFired", self._session)
        answer = self.ask("Page.navigate", url=url)
        if "errorText" in answer:
            raise RuntimeError(f"{url} could not be opened: {answer['errorText']}")
        self._browser.wait_for("Page.loadEventFired", self._session)

    def resize(self, width: int, height: int = 900) -> None:
        """Give the window another size, in CSS pixels; narrow ones count as a phone."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page, as plain data."""
        answer = self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def picture(self, *, whole: bool = False, clip: dict[str, float] | None = None) -> bytes:
        """A PNG of what the window shows, of a part of it, or of the whole page."""
        extra: dict[str, Any] = {} if clip is None else {"clip": {"scale": 1, **clip}}
        answer = self.ask(
            "Page.captureScreenshot", format="png", captureBeyondViewport=whole, **extra
        )
        return base64.b64decode(answer["data"])

    def pdf(self) -> bytes:
        """The page as it prints, on the paper that its own style asks for, or A4."""
        answer = self.ask(
            "Page.printToPDF",
            preferCSSPageSize=True,
            printBackground=True,
            paperWidth=8.27,
            paperHeight=11.69,
        )
        return base64.b64decode(answer["data"])

    # ------------------------------------------------------------------ hands

    def wait(self, expression: str, what: str = "") -> Any:
        """Wait until a JavaScript expression is true; its value."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if value := self.evaluate(expression):
                    return value
            except RuntimeError:  # the page is on its way to another
                pass
            time.sleep(0.02)
        raise TimeoutError(f"the page never came to {what or expression}")

    def there(self, selector: str) -> None:
        """Wait until an element is on the page."""
        self.wait(f"!!document.querySelector({json.dumps(selector)})", selector)

    def text(self, selector: str) -> str:
        """The visible text of an element, once it is there."""
        self.there(selector)
        found: str = self.evaluate(f"document.querySelector({json.dumps(selector)}).innerText")
        return found

    def centre(self, selector: str) -> tuple[float, float]:
        """The middle of an element, or of its first line, in the window; scrolled there."""
        self.there(selector)
        script = (
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center', inline: 'center'});"
            "const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2];"
            "})()"
        )
        x, y = self.evaluate(script)
        return float(x), float(y)

    def _mouse(self, kind: str, x: float, y: float, buttons: int = 0) -> None:
        self.ask(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, buttons=buttons,
            button="left" if kind != "mouseMoved" or buttons else "none",
            clickCount=0 if kind == "mouseMoved" else 1,
        )  # fmt: skip

    def click(self, selector: str) -> None:
        """Press the mouse on an element."""
        x, y = self.centre(selector)
        self._mouse("mouseMoved", x, y)
        self._mouse("mousePressed", x, y, 1)
        self._mouse("mouseReleased", x, y)

    def drag(self, selector: str, onto: str) -> None:
        """Drag one element onto another, slowly enough to be noticed."""
        x, y = self.centre(selector)
        self._mouse("mouseMoved", x, y)
        self._mouse("mousePressed", x, y, 1)
        to_x, to_y = self.centre(onto)
        for step in range(1, 11):
            part = step / 10
            self._mouse("mouseMoved", x + (to_x - x) * part, y + (to_y - y) * part, 1)
            time.sleep(0.03)
        time.sleep(0.3)  # what is dragged about looks where it is a few times a second
        self._mouse("mouseReleased", to_x, to_y)

    def press(
        self, key: str, *, ctrl: bool = False, alt: bool = False, shift: bool = False
    ) -> None:
        """Press one key, by its name in the browser: "Enter", "ArrowUp", "y"."""
        code, number = _KEYS.get(key, ("Key" + key.upper(), ord(key.upper()[0])))
        modifiers = (1 if alt else 0) | (2 if ctrl else 0)
        plain = len(key) == 1 and not ctrl and not alt
        text = key if plain else "\r" if key == "Enter" else " " if key == "Space" else ""
        named = " " if key == "Space" else key
        shared: dict[str, Any] = {
            "key": named, "code": code, "modifiers": modifiers, "windowsVirtualKeyCode": number,
        }  # fmt: skip
        self.ask(
            "Input.dispatchKeyEvent", type="keyDown", **shared, **({"text": text} if text else {})
        )
        self.ask("Input.dispatchKeyEvent", type="keyUp", **shared)

    def write(self, text: str) -> None:
        """Type a text, letter by letter, into what has the focus."""
        for letter in text:
            self.press(letter) if letter.isascii() and letter.isalnum() else self.ask(
                "Input.dispatchKeyEvent", type="char", text=letter
            )

    def fill(self, selector: str, text: str) -> None:
        """Go into a field, take out what is there, and type."""
        self.focus(selector)
        self.evaluate("document.activeElement.select && document.activeElement.select()")
        self.write(text)

    def choose(self, selector: str, *files: Path) -> None:
        """Choose files in a field for them."""
        self.there(selector)
        script = f"document.querySelector({json.dumps(selector)})"
        found = self.ask("Runtime.evaluate", expression=script)["result"]["objectId"]
        self.ask("DOM.setFileInputFiles", files=[str(file) for file in files], objectId=found)

    def focus(self, selector: str) -> None:
        """Go to an element with the keyboard's focus."""
        self.there(selector)
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")

    def another(self) -> AbstractContextManager[Page]:
        """One more tab of the same browser."""
        return self._browser.page()

    def close(self) -> None:
        """Close the tab."""
        self._browser.pages.pop(self._session, None)
        self._browser.ask("Target.closeTarget", targetId=self._target)


class Browser:
    """A running browser with a profile of its own, spoken to over one socket."""

    def __init__(self, socket: Connection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._events: list[dict[str, Any]] = []
        self.pages: dict[str, Page] = {}

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A new tab, closed at the end."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, target)
        self.pages[session] = page
        try:
            yield page
        finally:
            page.close()

    def ask(self, method: str, *, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send one command and wait for its answer; events that come first are kept."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if session is not None:
            message["sessionId"] = session
        self._socket.send(json.dumps(message))
        while True:
            answer = self._receive(method)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error'].get('message')}")
                result: dict[str, Any] = answer["result"]
                return result

    def wait_for(self, event: str, session: str) -> None:
        """Wait until an event has come."""
        while not any(self._is(kept, event, session) for kept in self._events):
            self._receive(event)

    def forget(self, event: str, session: str) -> None:
        """Drop what is kept of an event."""
        self._events = [kept for kept in self._events if not self._is(kept, event, session)]

    @staticmethod
    def _is(message: dict[str, Any], event: str, session: str) -> bool:
        return message["method"] == event and message.get("sessionId") == session

    def _receive(self, awaited: str) -> dict[str, Any]:
        try:
            message: dict[str, Any] = json.loads(self._socket.recv(timeout=PATIENCE))
        except TimeoutError as error:
            raise TimeoutError(f"the browser did not answer {awaited} in {PATIENCE} s") from error
        if "method" in message:
            self._note(message)
            self._events.append(message)
        return message

    def _note(self, message: dict[str, Any]) -> None:
        page = self.pages.get(message.get("sessionId", ""))
        if page is None:
            return
        params = message["params"]
        if message["method"] == "Network.requestWillBeSent":
            page.requests.append(params["request"]["url"])
        elif message["method"] == "Runtime.exceptionThrown":
            page.complaints.append(params["exceptionDetails"]["text"])
        elif message["method"] == "Log.entryAdded" and params["entry"]["level"] == "error":
            page.complaints.append(params["entry"]["text"])


@contextmanager
def running(program: Path) -> Iterator[Browser]:
    """Start a browser that keeps nothing and calls nobody; stop it at the end."""
    # the browser may still be writing to its profile when it is told to stop
    with tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as profile:
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        flags = (*FLAGS, *(("--no-sandbox",) if is_root else ()))
        process = subprocess.Popen(
            [str(program), *flags, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port, path = _address(process, Path(profile) / "DevToolsActivePort")
            with connect(f"ws://127.0.0.1:{port}{path}", max_size=None, proxy=None) as socket:
                yield Browser(socket)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=10)


def _address(process: subprocess.Popen[bytes], file: Path) -> tuple[str, str]:
    """Port and path of the socket, which the browser writes into its profile once it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the browser ended at once, with code {process.returncode}")
        if file.is_file():
            lines = file.read_text(encoding="utf-8").split()
            if len(lines) == 2:
                return lines[0], lines[1]
        time.sleep(0.05)
    raise TimeoutError(f"the browser did not start in {PATIENCE} s")
