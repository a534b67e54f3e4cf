"""What somebody is said to say: the words that a verb of speech governs, within its sentence."""

from bisect import bisect_left
from collections.abc import Sequence

from transforms import grammar
from transforms.cues import ACCORDING
from transforms.grammar import Span, starting_at
from transforms.subjects import Saying
from transforms.words import QUOTE, Word

_CLAUSE_WORDS = frozenset(["that", "how", "why", "whether", "if", "what", "there"])
_TURNS = frozenset(["but", "although", "though"])  # after a comma: the outlet speaks again
_SKIPPED_UP_TO = 14  # words between a verb and the "that" it governs: "said in a statement on Monday that"
_PARTS = frozenset(["morning", "afternoon", "evening", "night", "week", "month", "year"])
_SPELLS = _PARTS | {"day", "weekend", "time"}
_MOMENTS = _PARTS.union(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["yesterday", "today", "tonight", "later", "earlier"],
)


def content(words: Sequence[Word], sayings: Sequence[Saying], nth: int) -> Span | None:
    """Return the words that one saying of a sentence governs, or None if it governs none.

    They run to the end of the sentence or to where another speaks, or stand before ", police said".
    """
    saying = sayings[nth]
    end = _prose_end(words)
    if saying.cue.form == ACCORDING:
        return _according(words, saying, end, sayings, nth)
    if saying.side == "none":
        return None
    postposed = _postposed(words, saying, end, sayings, nth)
    if postposed is not None:
        return postposed
    if saying.side == "after":
        return None
    first = _content_start(words, saying, end)
    if first is None:
        return None
    last = _content_end(words, first, end, sayings, nth)
    return (first, last) if last > first else None


def _prose_end(words: Sequence[Word]) -> int:
    end = len(words)
    while end and words[end - 1].text in (".", "!", "?", "…", ";", ":"):
        end -= 1
    return end


def _according(
    words: Sequence[Word], saying: Saying, end: int, sayings: Sequence[Saying], nth: int
) -> Span | None:
    if saying.first <= 1:
        told = saying.told or (saying.first, saying.after)
        comma = next((n for n in range(saying.after, min(end, told[1] + 20)) if words[n].low == ","), None)
        near = next((n for n in range(told[1], min(end, told[1] + 2)) if words[n].low == ","), comma)
        return (near + 1, end) if near is not None and near + 1 < end else None
    last = saying.first - (1 if words[saying.first - 1].low == "," else 0)
    first = _clause_start(words, last, sayings, nth)
    return (first, last) if last - first >= 2 else None


def _postposed(
    words: Sequence[Word], saying: Saying, end: int, sayings: Sequence[Saying], nth: int
) -> Span | None:
    """Return the clause before ", police said" or ", said Smith"; none if the verb governs what follows."""
    if saying.subject is None or saying.cue.governs == "object" or saying.side not in ("before", "after"):
        return None
    opens = min(saying.first, saying.subject[0])
    if opens < 2 or words[opens - 1].low != ",":
        return None
    follows = saying.told[1] if saying.side == "after" and saying.told else saying.after
    rest = [word for word in words[follows:end] if word.low not in _MOMENTS]
    if (
        saying.side == "before"
        and rest
        and rest[0].low not in (",", "on", "in", "at", "during", "last", "as", "after", "when")
    ):
        return None
    if (
        saying.side == "before"
        and rest
        and rest[0].low not in (",",)
        and any(word.low == "that" for word in rest)
    ):
        return None
    first = _clause_start(words, opens - 1, sayings, nth)
    if opens - 1 - first < 2 and QUOTE not in {word.text for word in words[first : opens - 1]}:
        return None
    if words[first].low in grammar.PREPOSITIONS and opens - first < 6 and saying.side == "before" and rest:
        return None
    return first, opens - 1


def _clause_start(words: Sequence[Word], last: int, sayings: Sequence[Saying], nth: int) -> int:
    """Return where the clause that ends at `last` begins: after an earlier speaker's, or first of all."""
    first = 0
    stops = [n for n in range(last) if words[n].text in (";", QUOTE)] if nth else []
    for earlier in sayings[:nth] if stops else ():
        if earlier.side != "none" and earlier.after < last and earlier.subject is not None:
            at = bisect_left(stops, earlier.after)
            if at < len(stops) and words[stops[at]].text == ";":
                first = max(first, stops[at] + 1)
    while first < last and words[first].low in ("but", "and", "yet", ","):
        first += 1
    return first


def _content_start(words: Sequence[Word], saying: Saying, end: int) -> int | None:
    at = saying.after
    cue = saying.cue
    if at >= end:
        return None
    if words[at].low in (":", ","):
        at += 1
        if words[at - 1].low == "," and (
            cue.governs != "clause"
            or (at < end and words[at].text != QUOTE and words[at].low not in ("that", "in"))
        ):
            return None
        return at if at < end else None
    if cue.governs == "marked":
        return at if words[at].text == QUOTE else None
    if cue.governs == "object":
        return at
    if saying.side == "by" and words[at].low not in _CLAUSE_WORDS and saying.subject:
        at = saying.subject[1]
    limit = min(end, at + _SKIPPED_UP_TO)
    for near in range(at, min(limit, end - 1)):  # "wrote on Twitter: ..."
        if words[near].low == ":" and words[near + 1].text == QUOTE:
            return near + 1
    if cue.has_hearer and words[at].low not in _CLAUSE_WORDS:
        return _past_hearer(words, at, end, limit)
    if (
        words[at].low in grammar.PREPOSITIONS
        or words[at].low in _MOMENTS
        or grammar.is_adverb(words[at])
        or words[at].low in ("last", "this")
    ):
        that = _first_that(words, at, limit)
        if that is not None:
            return that
        while at < end and (grammar.is_adverb(words[at]) or words[at].low in _MOMENTS):
            at += 1
        if at < end and words[at].low in ("on", "last", "this", "in", "at", "to", "during", "earlier"):
            skipped = starting_at(words, at + 1, end)
            at = skipped[1] if skipped and words[at + 1].low in _MOMENTS | {"a", "the"} else at
            if at < end and words[at].low == ",":
                at += 1
    return at if at < end else None


def _past_hearer(words: Sequence[Word], at: int, end: int, limit: int) -> int | None:
    """Return where what is said begins, past the one who is told it."""
    if words[at].text == QUOTE:
        return at
    that = _first_that(words, at, limit)
    if that is not None:
        return that
    if words[at].low in ("him", "her", "them", "us", "me", "it", "you"):
        return at + 1 if at + 1 < end and words[at + 1].low not in (",", ".") else None
    hearer = starting_at(words, at, end)
    if hearer is None or hearer[1] >= end:
        return at if hearer is None and words[at].low not in (",", ":") else None
    at = hearer[1]
    while at < end and (words[at].low in _MOMENTS or words[at].low in ("on", ":", ",")):
        at += 1
    return at if at < end else None


def _first_that(words: Sequence[Word], at: int, limit: int) -> int | None:
    for near in range(at, limit):
        if words[near].low in ("that", "how", "why", "whether") and words[near - 1].low not in (",",):
            if words[near].low == "that" and near + 1 < len(words) and words[near + 1].low in _SPELLS:
                continue  # "told the jury she had covered two corridors that night"
            return near
        if words[near].text in (QUOTE, ":", ";") or words[near].low in ("said", "says"):
            return None
    return None


def _content_end(words: Sequence[Word], first: int, end: int, sayings: Sequence[Saying], nth: int) -> int:
    """Return where another begins to speak, or the sentence's end."""
    for later in sayings[nth + 1 :]:
        if later.first <= first or later.first >= end:
            continue
        begins = min(
            later.first, later.subject[0] if later.subject and later.side == "before" else later.first
        )
        if begins <= first:
            continue
        before = words[begins - 1]
        if later.cue.form == ACCORDING and before.low == ",":
            return begins - 1
        if later.cue.is_participle and later.side == "shared" and before.low in (",", "and", QUOTE):
            return begins - (1 if before.low != QUOTE else 0)
        if later.side == "shared" and before.low in ("and", "but") and later.cue.governs == "clause":
            return begins - 1
        if later.side == "before" and before.low in ("but", "while", "though", "although", ";"):
            return begins - (2 if begins - 2 > first and words[begins - 2].low == "," else 1)
        if before.low == "and" and _speaks_anew(words, later):
            return begins - (2 if words[begins - 2].low == "," else 1)
        if (
            later.side == "before"
            and later.subject
            and before.low == ","
            and words[begins - 2].text == QUOTE
            and later.subject[0] - 2 > first
        ):
            return begins - 1
    quote = next((at for at in range(first, end) if words[at].text == QUOTE), end - 1)
    for at in range(first + 2, quote + 1):
        if words[at].low in _TURNS and words[at - 1].low == ",":
            end = at
            break
    trimmed = end
    while trimmed > first and words[trimmed - 1].low in (",", "—", "–"):
        trimmed -= 1
    return trimmed


def _speaks_anew(words: Sequence[Word], later: Saying) -> bool:
    """Return whether the clause after "and" is the outlet's own: "(He said ...,) and she promised that".

    What follows the verb must tell: "that" at once, or after a comma whatever opens a clause. "Had promised"
    is what the first speaker tells of another.
    """
    if later.side != "before" or later.subject is None or later.after >= len(words):
        return False
    if later.cue.governs != "clause" or later.cue.is_weak or later.cue.is_noun:
        return False
    if any(word.low in grammar.AUXILIARIES for word in words[later.subject[1] : later.first]):
        return False
    following = words[later.after].low
    if following == "that" or words[later.subject[0] - 2].low != ",":
        return following == "that"
    limit = min(len(words), later.after + _SKIPPED_UP_TO)
    opens = following in grammar.PRONOUNS | grammar.DETERMINERS | _CLAUSE_WORDS
    return opens or _first_that(words, later.after, limit) is not None
