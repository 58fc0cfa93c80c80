"""What every answer carries and every request must be, whatever page it is.

The text of articles is hostile. Templates escape it, no address in it becomes a link unless it is http(s), and should
one of that ever fail, the policy lets a browser run no script, load nothing from elsewhere and send nothing away.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
MAX_ADDRESS = 4096  # bytes of path and query
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Guard:
    """Refuses what no page of ours asks for, and puts the headers on every answer.

    hosts  the names under which the server may be asked. A page elsewhere may point its own name at 127.0.0.1 and read
           what a browser gets from there (DNS rebinding); it cannot choose the Host that the browser sends.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself, or hands on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        host = host_of(Headers(scope=scope).get("host", ""))
        if host not in self._hosts:
            return PlainTextResponse("This server does not answer to that name.", status_code=421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Read only.", status_code=405, headers={"Allow": "GET, HEAD"})
        if len(scope["query_string"]) + len(scope.get("raw_path") or b"") > MAX_ADDRESS:
            return PlainTextResponse("The address is too long.", status_code=414)
        return None


def host_of(header: str) -> str:
    """The name in a Host header, without port and brackets; empty where it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "") if "@" not in header and "/" not in header else ""
    except ValueError:
        return ""


def web_address(text: str | None) -> str | None:
    """The same address where it may be a link: http or https, with a host, without blanks or control characters."""
    if not text or any(character <= " " or character in "\\\x7f" for character in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None
