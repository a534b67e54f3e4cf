"""What the newsstand can be told to answer, as plain data: a test can say exactly what a site does."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

Chunks = Callable[[], Iterable[bytes]]


@dataclass(frozen=True)
class Response:
    """One answer: bytes, or a function that makes a fresh run of chunks for bodies without an end.

    A body of bytes is sent with Content-Length, gzip where the client takes it, ETag and 304 where it asks;
    chunks are sent as they come, each after `delay_seconds`, and the connection is closed after the last.
    `verbatim` adds nothing to the headers given: what stands here is what goes over the wire.

    >>> Response(body=b"hello").etag
    '"2cf24dba5fb0a30e"'
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Chunks = b""
    delay_seconds: float = 0.0
    verbatim: bool = False

    def header(self, name: str) -> str | None:
        """Return the first header of that name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def etag(self) -> str | None:
        """Return the ETag given, else one of the body's bytes; None for chunks."""
        given = self.header("ETag")
        if given is not None or not isinstance(self.body, bytes):
            return given
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True)
class Request:
    """One request as it came: which host was meant, path with query, and the headers in lower case."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str]
    received_at: datetime


Page = Response | Callable[[Request], Response]  # a callable is asked at every request
Site = Mapping[str, Page]  # path with query -> page


def document(
    body: str | bytes, content_type: str = "text/html; charset=utf-8", *, modified_at: datetime | None = None
) -> Response:
    """Return a page that is there, with Last-Modified if its time is known."""
    headers = [("Content-Type", content_type)]
    if modified_at is not None:
        headers.append(("Last-Modified", format_datetime(modified_at.astimezone(UTC), usegmt=True)))
    return Response(200, tuple(headers), body.encode() if isinstance(body, str) else body)


def redirect(location: str, status: int = 301) -> Response:
    """Return a redirect to an address."""
    return Response(
        status, (("Location", location), ("Content-Type", "text/plain; charset=utf-8")), b"Moved.\n"
    )


def refusal(status: int, text: str) -> Response:
    """Return an error in plain text that says what it is about."""
    return Response(status, (("Content-Type", "text/plain; charset=utf-8"),), f"{text}\n".encode())
