"""What the demo edition knows about each of its articles: the text as printed, and the truth behind it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Quote:
    """One stretch of speech as it stands in one paragraph.

    `kind` is `direct` (whole sentences between marks), `partial` (words between marks inside a sentence)
    or `indirect` (reported, no marks). `text` is what stands between the marks, or the reported clause.
    `role` is one of police, federation, pcc, government, opposition, council, oversight, court, lawyer,
    family, witness, resident, campaigner, charity, academic, business, police-source, other.
    """

    speaker: str
    role: str
    text: str
    kind: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph and what it alone brings to the article: topics, entities named, people quoted."""

    text: str
    topics: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    quotes: tuple[Quote, ...] = ()
    is_block_quote: bool = False


@dataclass(frozen=True)
class Version:
    """How the article read from a moment on, and what was done to it."""

    since: datetime
    headline: str
    standfirst: str | None
    paragraphs: tuple[str, ...]
    change: str  # first, headline, police-line-added, correction


@dataclass(frozen=True)
class DemoArticle:
    """One article of the demo edition, as first published, with its truth; times are aware UTC.

    `topics` are those it is truly about; it is `on_beat` if there are any. `expected_outcome` is what the
    fetch ledger should say of `offered_url`; None if no source that answers offers it: it cannot be kept.
    """

    outlet: str
    url: str  # canonical
    headline: str
    standfirst: str | None
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    section: str
    published_at: datetime
    modified_at: datetime
    topics: frozenset[str]
    entities: frozenset[str]
    quotes: tuple[Quote, ...]
    copy_of: str | None = None  # the url of the article it was copied from
    copy_kind: str | None = None  # wire | group | press-release; also set on the first to carry a wire story
    edited: tuple[Version, ...] = ()
    offered_url: str = ""  # what feeds and sitemaps link to; differs from url where that redirects
    expected_outcome: str | None = "fetched"
    block_quotes: frozenset[int] = field(default=frozenset())  # indices of paragraphs set as block quotes
    frame: str = ""  # the story frame it was written from, for whoever mends the prose

    @property
    def on_beat(self) -> bool:
        """Return whether it is about policing at all."""
        return bool(self.topics)

    @property
    def kept(self) -> bool:
        """Return whether it should end in the warehouse."""
        return self.expected_outcome == "fetched"

    def at(self, moment: datetime) -> Version:
        """Return the version that stood at the moment; before publication, the first."""
        first = Version(self.published_at, self.headline, self.standfirst, self.paragraphs, "first")
        return next((version for version in reversed(self.edited) if version.since <= moment), first)

    def last_changed(self, moment: datetime) -> datetime:
        """Return when the page had last changed at the moment, if only by being saved again."""
        saved_at = self.modified_at if self.modified_at <= moment else self.published_at
        return max(saved_at, self.at(moment).since)


@dataclass(frozen=True)
class StrayLink:
    """A link that a source offers although no article will come of it, with the outcome it should have."""

    outlet: str
    url: str
    headline: str
    published_at: datetime
    expected_outcome: str  # robots_denied, off_domain, gone, not_article, paywalled
    page: str  # which page answers: none, gone, missing, gallery, video, paywall, article
