"""The closed vocabulary of what can come of an offered URL, so that every URL is accounted for by name."""

from enum import StrEnum


class Outcome(StrEnum):
    """What came of one URL in one run; `meaning` explains it in a line.

    >>> Outcome("robots_denied").meaning
    'robots.txt asks us not to fetch it, or could not be read for a fault of the server'
    """

    meaning: str
    is_temporary: bool

    def __new__(cls, word: str, meaning: str = "", is_temporary: bool = False) -> "Outcome":
        """Return the word, with its meaning and whether the next run asks for the URL again."""
        made = str.__new__(cls, word)
        made._value_ = word
        made.meaning = meaning
        made.is_temporary = is_temporary
        return made

    FETCHED = "fetched", "the page was served and archived"
    UNCHANGED = "unchanged", "the server says that nothing changed since it was last asked"
    NOT_DUE = "not_due", "it was polled a short while ago; no request was made"
    BACKING_OFF = "backing_off", "it failed of late, or asked us to wait; no request was made"
    VANISHED = "vanished", "an article that was served before is gone (404, 410, or led to the front page)"
    KNOWN = "known", "an earlier run has asked for it already; no request was made"
    EXCLUDED = "excluded", "one of the outlet's own patterns leaves it out; no request was made"
    OFF_DOMAIN = "off_domain", "it lies outside the outlet's declared domains; no request was made"
    MALFORMED_URL = "malformed_url", "it is no http or https address; no request was made"
    POSTPONED = "postponed", "the run's time or number of requests was used up; the next run asks", True
    CANCELLED = "cancelled", "the crawl was stopped before an answer came", True
    ROBOTS_DENIED = (
        "robots_denied",
        "robots.txt asks us not to fetch it, or could not be read for a fault of the server",
        True,  # robots.txt may change, and asking it again costs the outlet nothing more
    )
    REDIRECTED_OFF_DOMAIN = "redirected_off_domain", "a redirect led outside the outlet's declared domains"
    REDIRECT_LOOP = "redirect_loop", "more redirects than we follow"
    PAYWALLED = "paywalled", "only for subscribers"
    BLOCKED = (
        "blocked",
        "we are refused, by status (401, 403, 429, 451) or a robots' wall; never disguised, asked again",
        True,
    )
    RIGHTS_RESERVED = (
        "rights_reserved",
        "it asks not to be archived or mined, which the outlet's file (honour) has us heed; nothing is kept",
    )
    CONSENT_WALL = "consent_wall", "only after consent that a crawler cannot give; asked again", True
    GONE = "gone", "there is no such page (404, 410)"
    SOFT_GONE = "soft_gone", "the answer says that there is no such page, its status does not"
    UNEXPECTED_STATUS = "unexpected_status", "an HTTP status that means none of the above"
    SERVER_ERROR = "server_error", "the server failed (5xx)", True
    TIMEOUT = "timeout", "no complete answer in time", True
    UNREACHABLE = "unreachable", "no such host, no connection, or one that broke", True
    PRIVATE_ADDRESS = "private_address", "its host lies on no public address; no connection was made", True
    TOO_LARGE = "too_large", "larger than a page may be, as sent or once unpacked"
    NOT_HTML = "not_html", "an answer that is no web page"
    CUT_SHORT = "cut_short", "a source that lists more than we read of one; the part that was read counts"
    UNREADABLE = "unreadable", "an answer that cannot be decoded, or a feed or sitemap that is none"
    CRAWLER_FAULT = "crawler_fault", "our own crawler stumbled over it: please report it", True
    FORGOTTEN = "forgotten", "it was forgotten, or names whom we forgot: not kept, and known by a hash alone"
    NOT_ARTICLE = "not_article", "a page without an article (decided when refining)"
    EXTRACT_FAILED = "extract_failed", "a page whose article could not be read (decided when refining)"


UNASKED = frozenset(
    {
        Outcome.KNOWN,
        Outcome.EXCLUDED,
        Outcome.OFF_DOMAIN,
        Outcome.MALFORMED_URL,
        Outcome.POSTPONED,
        Outcome.FORGOTTEN,
    }
)
ANSWERED = frozenset({Outcome.FETCHED, Outcome.UNCHANGED, Outcome.NOT_DUE, Outcome.CUT_SHORT})
