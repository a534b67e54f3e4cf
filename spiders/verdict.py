"""What an answer, or the lack of one, means: its outcome, and a detail for whoever asks why."""

import zlib

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse, Response
from twisted.internet.error import ConnectError, ConnectionClosed

from .boundaries import Refused
from .disk import DiskRefused
from .outcomes import Outcome
from .second_looks import leads_home
from .walls import wall

Verdict = tuple[Outcome, str | None]

STATUSES = {
    304: Outcome.UNCHANGED,
    401: Outcome.BLOCKED,
    402: Outcome.PAYWALLED,
    403: Outcome.BLOCKED,
    404: Outcome.GONE,
    408: Outcome.TIMEOUT,
    410: Outcome.GONE,
    429: Outcome.BLOCKED,
    451: Outcome.BLOCKED,
}
HTML = ("text/html", "application/xhtml+xml")

ERRORS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Outcome], ...] = (
    (DiskRefused, Outcome.CANCELLED),
    (DownloadTimeoutError, Outcome.TIMEOUT),
    (DownloadCancelledError, Outcome.TOO_LARGE),
    (CannotResolveHostError, Outcome.UNREACHABLE),
    (
        (
            DownloadConnectionRefusedError,
            DownloadFailedError,
            ResponseDataLossError,
            ConnectError,
            ConnectionClosed,
        ),
        Outcome.UNREACHABLE,
    ),
    ((OSError, EOFError, zlib.error), Outcome.UNREADABLE),  # broken compression
)


def of_page(response: Response) -> Verdict:
    """Return what came of a page: fetched only if it is a readable web page and no wall before one."""
    outcome, detail = of_status(response)
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    kind = content_type.partition(";")[0].strip().lower()
    is_html = kind in HTML or (kind == "" and isinstance(response, HtmlResponse))
    found = _wall(response, outcome) if is_html else None
    if found:
        return found
    if outcome is not Outcome.FETCHED:
        return outcome, detail
    if not response.body.strip():
        return Outcome.NOT_HTML, "an empty answer"
    if not is_html:
        return Outcome.NOT_HTML, content_type[:100] or "no content type"
    return Outcome.FETCHED, None


def _wall(response: Response, outcome: Outcome) -> Verdict | None:
    """Return which wall stands in the place of the page, whatever its status says, None if none does."""
    if outcome in (Outcome.UNREADABLE, Outcome.GONE, Outcome.UNCHANGED):
        return None
    first = response.request.meta.get("redirect_urls", [response.url])[0]
    if outcome is Outcome.FETCHED and leads_home(first, response.url):
        return Outcome.SOFT_GONE, "leads to the front page"
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    found = wall(response.url, headers, response.body)
    if found is None or (found[0] is Outcome.SOFT_GONE and outcome is not Outcome.FETCHED):
        return None
    return found[0], f"{found[1]} (HTTP {response.status})"


def of_status(response: Response) -> Verdict:
    """Return what an answer's status means for any kind of document."""
    status = response.status
    if status == 304 and response.request and not _is_conditional(response.request):
        return Outcome.UNEXPECTED_STATUS, "HTTP 304, though nothing said what we had"
    if status in STATUSES:
        return STATUSES[status], f"HTTP {status}"
    if status >= 500:
        return Outcome.SERVER_ERROR, f"HTTP {status}"
    if status not in (200, 203):
        return Outcome.UNEXPECTED_STATUS, f"HTTP {status}"
    if "Content-Encoding" in response.headers:  # HttpCompression takes away what it could unpack
        encoding = response.headers["Content-Encoding"].decode("latin-1")
        return Outcome.UNREADABLE, f"content encoding {encoding[:50]!r}"
    return Outcome.FETCHED, None


def _is_conditional(request: Request) -> bool:
    return "If-None-Match" in request.headers or "If-Modified-Since" in request.headers


def of_error(error: BaseException) -> Verdict:
    """Return what an exception in place of an answer means."""
    if isinstance(error, Refused):
        return error.outcome, error.detail
    if isinstance(error, IgnoreRequest):
        # Scrapy raises it bare: a redirect too many has no cause, a page that unpacks too large has one
        return (Outcome.TOO_LARGE if error.__cause__ else Outcome.REDIRECT_LOOP), str(error)[:200]
    for kinds, outcome in ERRORS:
        if isinstance(error, kinds):
            return outcome, f"{type(error).__name__}: {error}"[:200]
    return Outcome.CRAWLER_FAULT, f"{type(error).__name__}: {error}"[:200]
