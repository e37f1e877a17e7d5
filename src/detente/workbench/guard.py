"""Who may ask: this computer's own browser with the token it was given, and nobody else.

Every request must name this server as its host; one that another site's page caused is refused;
one without the cookie is refused, but for the address with the token, which works once. Every
answer forbids the browser to load or run anything from elsewhere.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: bytes of a form; an upload has its own bound
FORM = 5 * 1024 * 1024
UPLOAD = 256 * 1024 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cache-control": "no-store",
}


class Keys:
    """The secret of this run, and the tokens that have not been used yet."""

    def __init__(self) -> None:
        self._session = secrets.token_urlsafe(32)
        self._tokens: set[str] = set()

    def token(self) -> str:
        """A token for one more browser."""
        token = secrets.token_urlsafe(24)
        self._tokens.add(token)
        return token

    def spend(self, token: str) -> str | None:
        """The secret in exchange for a token, which is then used up."""
        for known in self._tokens:
            if hmac.compare_digest(known.encode(), token.encode("utf-8", "replace")):
                self._tokens.discard(known)
                return self._session
        return None

    def fits(self, secret: str) -> bool:
        """Whether a cookie holds the secret."""
        return hmac.compare_digest(self._session.encode(), secret.encode("utf-8", "replace"))


class Guard:
    """Stands before the application; see the module."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int) -> None:
        self.app, self.keys = app, keys
        self.cookie = f"detente_{port}"
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        if port == 80:  # which browsers leave out
            self.hosts |= {"127.0.0.1", "localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _dressed(send))
            return
        files = headers.get("content-type", "").casefold().startswith("multipart/form-data")
        limit = UPLOAD if files and scope["path"].endswith("/upload") else FORM
        announced = headers.get("content-length", "0")
        if not announced.isdecimal() or len(announced) > 18 or int(announced) > limit:
            too_large = PlainTextResponse("That is too large to be taken.\n", 413)
            await too_large(scope, receive, _dressed(send))
            return
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, bounded, _dressed(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """An answer instead of the page, or None where the request may pass."""
        if headers.get("host", "") not in self.hosts or len(headers.getlist("host")) != 1:
            return PlainTextResponse("This address does not lead here.\n", 421)
        origin = headers.get("origin")
        own = {f"http://{host}" for host in self.hosts}
        if origin is not None and origin not in own:
            return PlainTextResponse("Another site's page may not ask here.\n", 403)
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        known = self._known(headers)
        if "token" in query and scope["method"] in {"GET", "HEAD"}:
            secret = self.keys.spend(query["token"][-1]) if scope["method"] == "GET" else None
            if secret is None and not known:
                return _closed("This address has been used already, or is not complete.")
            rest = urlencode([(k, v) for k, vs in query.items() if k != "token" for v in vs])
            path = "/" + scope["path"].lstrip("/")
            response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            if secret is not None:
                response.set_cookie(self.cookie, secret, httponly=True, samesite="strict")
            return response
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return PlainTextResponse("Another site's page may not ask here.\n", 403)
        return None if known else _closed("This page opens with the address that was printed.")

    def _known(self, headers: Headers) -> bool:
        """Whether a cookie holds the secret; other servers of this host may plant more of them."""
        sent = [one.strip().partition("=") for one in headers.get("cookie", "").split(";")]
        return any(name == self.cookie and self.keys.fits(value) for name, _, value in sent)


def _closed(why: str) -> Response:
    return PlainTextResponse(
        f"{why}\nStart 'detente serve' again, or open a new address under 'Another browser' "
        "in a window that is open.\n",
        403,
    )


def _dressed(send: Send) -> Send:
    """Puts the rules for the browser on an answer that does not bring its own."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                if name not in headers:
                    headers[name] = value
        await send(message)

    return dressed
