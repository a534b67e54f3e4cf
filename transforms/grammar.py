"""The small words of English, and how words make noun phrases: who may stand beside a verb of speech.

No parser: a noun phrase is a run of words that are none of the small ones, with its article before it and
phrases like "for the force" after it. On news that is right often enough; `benchmarks.voices` says how often.
"""

from collections.abc import Sequence

from transforms.cues import Cue, lexicon
from transforms.words import QUOTE, Word

Span = tuple[int, int]  # of words: [first, after last)

_DETERMINERS_WORDS = """
the a an this that these those his her its their my our your one another some many several both each
every all two three four five six seven eight nine ten no other most few
"""
DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
_PRONOUNS_WORDS = """
he she they it we i you who everyone everybody someone somebody nobody others many some
"""
PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_BE_WORDS = """
is are was were be been being am isn't wasn't weren't aren't isn’t wasn’t weren’t aren’t
"""
BE = frozenset(_BE_WORDS.split())
_AUXILIARIES_WORDS = """
has have had having do does did will would can could may might must should shall hasn't haven't
hadn't doesn't don't didn't won't wouldn't can't couldn't hasn’t haven’t hadn’t doesn’t don’t didn’t
won’t wouldn’t can’t couldn’t not to
"""
AUXILIARIES = BE | frozenset(_AUXILIARIES_WORDS.split())
_ADVERBS_WORDS = """
also later then now still even again once today yesterday tonight previously earlier recently
already always never ever often only just simply rightly further meanwhile however therefore both
first finally repeatedly publicly reportedly instead too soon since friday monday tuesday wednesday
thursday saturday sunday
"""
ADVERBS = frozenset(_ADVERBS_WORDS.split())
_PREPOSITIONS_WORDS = """
of in to for with on at from by about as into like through after over between out against during
without before under around among behind near off above below across along despite toward towards
upon within outside inside amid amongst alongside following via per until till beyond throughout
regarding including concerning
"""
PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())
_CONJUNCTIONS_WORDS = """
and but or nor so yet because although though while whilst whereas if when where whether that which
who whom whose than unless as why how what
"""
CONJUNCTIONS = frozenset(_CONJUNCTIONS_WORDS.split())
LINKS_ON = frozenset(["of", "for", "from", "at"])  # "a spokesman for the Ministry of Justice"
LINKS = frozenset(["of", "for", "at", "from", "in", "with", "on", "behind"])
MARKS = frozenset(",;:.!?()[]—–-―…/|•*\"“”‘’'")
_VERBS_WORDS = """
came went took made gave got became left met held led put ran saw sent stood died was were walked
"""
VERBS = frozenset(_VERBS_WORDS.split())
_NOT_ADVERBS_WORDS = """
family assembly reply july italy daily weekly monthly early elderly friendly only supply anomaly
ally bully
"""
NOT_ADVERBS = frozenset(_NOT_ADVERBS_WORDS.split())
_STOPS = AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | MARKS | {QUOTE, "there", "here", "not", "’s", "'s"}
LONGEST = 24  # words in one noun phrase


def is_adverb(word: Word) -> bool:
    """Return whether a word may stand between a subject and its verb."""
    low = word.low
    return low in ADVERBS or (low.endswith("ly") and low not in NOT_ADVERBS and not word.is_capital)


def is_nominal(word: Word) -> bool:
    """Return whether a word may belong to a noun phrase."""
    low = word.low
    return (
        low not in _STOPS
        and low not in PRONOUNS
        and word.is_wordlike
        and not (low in VERBS and not word.is_capital)
        and not (is_adverb(word) and not word.is_capital)
        and not _is_verb(word)
    )


def _is_verb(word: Word) -> bool:
    cue = None if word.is_capital else lexicon().cues.get(word.low)
    return cue is not None and not cue.is_noun and not cue.is_participle


def ending_at(words: Sequence[Word], last: int, first: int = 0) -> Span | None:
    """Return the noun phrase whose last word is given, looking back no further than `first`."""
    if last < first:
        return None
    if words[last].low in PRONOUNS and words[last].low != "who":
        start = last
        if start > first and words[start - 1].low in DETERMINERS:
            start -= 1
        return start, last + 1
    begun = _run_back(words, last, first)
    if begun is None:
        return None
    start = reached = begun
    while reached - 2 >= first and last - reached < LONGEST and words[reached - 1].low in LINKS:
        wider = _run_back(words, reached - 2, first)
        if wider is None or (words[reached - 2].is_capital and words[reached - 1].low == "in"):
            break
        reached = wider
        if _at_edge(words, wider, first):
            start = wider
        elif words[wider - 1].low not in LINKS_ON:
            break
    if start >= first + 2 and words[start - 1].low == "and":
        if words[start].low == "crime" and words[start - 2].low in ("police", "fire"):
            whole = ending_at(words, start - 2, first)  # "Ormsley's police and crime commissioner"
            start = whole[0] if whole else start - 2
        elif words[start].is_capital:
            start = _begun_before_and(words, start, first)
    return start, last + 1


def _begun_before_and(words: Sequence[Word], start: int, first: int) -> int:
    """Return where "the Department of Health and Social Care" begins if it ends here, else `start`."""
    last = start - 2
    begun = _run_back(words, last, max(first, last - LONGEST)) if words[last].is_capital else None
    if begun is None or begun < first + 2 or words[begun - 1].low != "of":
        return start
    whole = ending_at(words, last, max(first, last - LONGEST))
    return whole[0] if whole and words[begun - 2].is_capital else start


def _run_back(words: Sequence[Word], last: int, first: int) -> int | None:
    """Return where the run of nominal words that ends at `last` begins, its article included."""
    at = last
    has_noun = False
    while at >= first and last - at < LONGEST:
        word = words[at]
        if word.low == "that" and at < last and words[at + 1].is_capital:
            break
        if word.low in DETERMINERS:
            return (
                at
                if has_noun or word.low not in ("the", "a", "an", "its", "my", "our", "your", "no")
                else None
            )
        if not is_nominal(word):
            if word.text in ("’", "'", ".") and has_noun and at > first and _joins(words, at):
                at -= 1
                continue
            if word.low in ("&",) and has_noun:
                at -= 1
                continue
            break
        has_noun = True
        at -= 1
    return at + 1 if has_noun else None


def _joins(words: Sequence[Word], at: int) -> bool:
    """Return whether a mark belongs inside a name: "Dr. Lane", "the officers’ chair"."""
    before = words[at - 1]
    if words[at].text == ".":
        return before.is_capital and len(before.text) <= 4 and before.end == words[at].start
    return before.low.endswith("s") and before.end == words[at].start


def _at_edge(words: Sequence[Word], at: int, first: int) -> bool:
    if at <= first:
        return True
    before = words[at - 1]
    return before.low in MARKS or before.low in CONJUNCTIONS or before.low == QUOTE or is_adverb(before)


def starting_at(words: Sequence[Word], first: int, end: int) -> Span | None:
    """Return the noun phrase whose first word is given, looking no further than `end`."""
    if first >= end:
        return None
    if words[first].low in PRONOUNS and words[first].low not in DETERMINERS:
        return first, first + 1
    at = _run_on(words, first, end)
    if at is None:
        return None
    while at + 1 < end and at - first < LONGEST and words[at].low in ("of", "for", "at", "from", "&"):
        further = _run_on(words, at + 1, end)
        if further is None:
            break
        at = further
    return first, at


def _run_on(words: Sequence[Word], first: int, end: int) -> int | None:
    at = first
    while at < end and words[at].low in DETERMINERS:
        at += 1
    begun = at
    while at < end and at - first < LONGEST:
        word = words[at]
        if (is_nominal(word) and not (at > begun and _is_finite(word))) or (
            word.text in ("’", "'", ".")
            and at > begun
            and at + 1 < end
            and _joins(words, at)
            and words[at + 1].is_wordlike
        ):
            at += 1
        else:
            break
    return at if at > begun else (at if at > first else None)


def _is_finite(word: Word) -> bool:
    return not word.is_capital and word.low in lexicon().cues


def is_passive(words: Sequence[Word], verb: int, subject_end: int, cue: Cue) -> bool:
    """Return whether the verb is one that happens to its subject: "was told", "have been accused"."""
    return not cue.is_participle and any(
        word.low in BE or word.low in ("got", "gets") for word in words[subject_end:verb]
    )
