"""The hostile newsstand's articles that change between two visits: moved, merged, vanished, restless."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from .hostile import HOST, article
from .response import Page, Request, Response, document, redirect, refusal


@dataclass(frozen=True)
class ChangeCase:
    """One article at the first visit and at the second, two hours later, and what the second comes to."""

    name: str
    outcome: str
    before: Page
    after: Page
    is_change: bool = False  # whether a reader notices
    beside: Mapping[str, Page] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """Return its path on the host."""
        return f"/news/{self.name.replace(' ', '-')}"

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://{HOST}{self.target}"


def _edited() -> Page:
    """Return a page with another text at every visit."""
    edits = count(1)
    return lambda request: document(
        article("Stops fall", f"<p>This report was corrected {next(edits)} times by its editors.</p>")
    )


def _advertised() -> Page:
    """Return a page on which only what no reader reads is new at every visit."""
    visits = count(1)
    return lambda request: document(article("Stops fall", f"<script>ad({next(visits)})</script>"))


def _unchanged(request: Request) -> Response:
    """Claim that nothing changed to whoever asks on a condition."""
    return Response(304) if "if-none-match" in request.headers else SAME


SAME = document(article("Stops fall"))
OTHER = document(article("Stops rise"))
CHALLENGE = document("<title>Just a moment...</title>")

CHANGES = (
    ChangeCase("the same", "unchanged", SAME, SAME),
    ChangeCase("edited", "fetched", SAME, OTHER, is_change=True),
    ChangeCase("edited twice a minute", "fetched", (edited := _edited()), edited, is_change=True),
    ChangeCase("new advertisement", "fetched", (advertised := _advertised()), advertised),
    ChangeCase("always said to be unchanged", "unchanged", SAME, _unchanged),
    ChangeCase("moved", "unchanged", SAME, redirect("/moved"), beside={"/moved": SAME}),
    ChangeCase(
        "merged into another",
        "fetched",
        SAME,
        redirect("/other", 302),
        is_change=True,
        beside={"/other": OTHER},
    ),
    ChangeCase("vanished", "vanished", SAME, refusal(404, "gone"), is_change=True),
    ChangeCase("withdrawn", "vanished", SAME, refusal(410, "gone"), is_change=True),
    ChangeCase("vanished to the front page", "vanished", SAME, redirect("/"), is_change=True),
    ChangeCase(
        "vanished softly",
        "vanished",
        SAME,
        document("<title>Page not found | Hostile</title>"),
        is_change=True,
    ),
    ChangeCase("walled up", "blocked", SAME, CHALLENGE),
    ChangeCase(
        "asks for consent now", "consent_wall", SAME, document("<title>Consent or pay</title>consent")
    ),
    ChangeCase("down for a while", "server_error", SAME, refusal(503, "later")),
    ChangeCase(
        "sold to another house", "redirected_off_domain", SAME, redirect("http://elsewhere.test/story")
    ),
    ChangeCase("sent to cloud metadata", "redirected_off_domain", SAME, redirect("http://169.254.169.254/")),
)
