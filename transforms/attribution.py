"""Says which words of a body are somebody's, quoted or reported, by which verb and by whom as written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transforms import descriptions, grammar, transcripts
from transforms.marks import Quoted
from transforms.masked import Sentence, sentences
from transforms.prose import Prose
from transforms.reported import content
from transforms.sentence_before import introduced, just_named
from transforms.subjects import Saying, sayings
from transforms.words import QUOTE, Word

Span = tuple[int, int]
_FEW = 4  # words: fewer between marks, with no stop, are a partial quotation or scare quotes
_COUNTED = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
_STOPS = frozenset(".,!?…—–-")


@dataclass(frozen=True)
class Attribution:
    """One quotation; all places are of the body. `told` is what is told of the speaker."""

    start: int
    end: int
    kind: str
    cue: Span | None
    speaker: Span | None
    told: Span | None
    paragraph: int


@dataclass(frozen=True)
class Earlier:
    """The last quotation before a place, and the last that has a speaker."""

    last: Attribution | None = None
    spoken: Attribution | None = None

    def after(self, further: Sequence[Attribution]) -> "Earlier":
        """Return what is last after these."""
        spoken = next((one for one in reversed(further) if one.speaker), self.spoken)
        return Earlier(further[-1], spoken) if further else self


def attributions(prose: Prose) -> list[Attribution]:
    """Return the quotations of a body in order of their beginning, outside the site's furniture."""
    body, quotes = prose.body.text, prose.quotes
    laid = sentences(prose)
    is_transcript = transcripts.is_transcript(body, laid)
    found: list[Attribution] = []
    earlier = Earlier()
    for nth, sentence in enumerate(laid):
        if is_transcript and sentence.opens_paragraph and (line := transcripts.line(body, laid, nth)):
            found.append(Attribution(*line[1], "direct", None, line[0], line[0], sentence.paragraph))
            earlier = earlier.after(found[-1:])
            continue
        said = sayings(sentence.words)
        if not said and not sentence.quotes:
            continue
        closed = _closed_by(body, sentence, said)
        here = [
            one
            for place, saying in closed
            if (one := _made(body, sentence, (place, place + 1), "direct", saying))
        ]
        here += _governed(body, sentence, said, {place for place, _ in closed})
        claimed = {
            place
            for one in here
            for place in sentence.quotes
            if one.start <= sentence.words[place].start < one.end
        }
        for place in sorted(sentence.quotes.keys() - claimed):
            quote = quotes[sentence.quotes[place]]
            one = _unclaimed(body, sentence, place, quote, said, earlier.after(here), laid, nth)
            if one is not None:
                here.append(one)
        here.sort(key=lambda one: (one.start, -one.end))
        found += here
        earlier = earlier.after(here)
    return sorted(found, key=lambda one: (one.start, -one.end))


def count(text: str) -> int:
    """Return how many words a text has.

    >>> count("“We’re a stop-and-search unit,”")
    4
    """
    return len(_COUNTED.findall(text))


def _is_stopped(text: str) -> bool:
    """Return whether a stop or comma is among the marks that a text ends with."""
    for char in reversed(text):
        if char in _STOPS:
            return True
        if char.isalnum() or char == "_":
            return False
    return False


def _place(sentence: Sentence, span: Span | None) -> Span | None:
    if span is None or span[1] <= span[0]:
        return None
    return sentence.words[span[0]].start, sentence.words[span[1] - 1].end


def _made(body: str, sentence: Sentence, span: Span, kind: str, saying: Saying) -> Attribution | None:
    start, end = sentence.words[span[0]].start, sentence.words[span[1] - 1].end
    text = body[start:end]
    if not any(char.isalnum() for char in text):
        return None
    cue = sentence.words[saying.first].start, sentence.words[min(saying.after, len(sentence.words)) - 1].end
    return Attribution(
        start,
        end,
        kind,
        cue,
        _place(sentence, saying.subject),
        _place(sentence, saying.told),
        sentence.paragraph,
    )


def _closed_by(body: str, sentence: Sentence, said: list[Saying]) -> list[tuple[int, Saying]]:
    """Return the quotations that a speaker follows at once: "We left," she said."""
    found = []
    for saying in said:
        if saying.subject is None or saying.side not in ("before", "after") or saying.cue.governs == "object":
            continue
        place = min(saying.first, saying.subject[0]) - 1
        quoted = _place(sentence, (place, place + 1)) if place in sentence.quotes else None
        if quoted and _is_stopped(body[slice(*quoted)]):
            found.append((place, saying))
    return found


def _governed(body: str, sentence: Sentence, said: list[Saying], claimed: set[int]) -> Iterator[Attribution]:
    """Yield what the verbs of a sentence govern; a quotation goes to one verb only."""
    taken = set(claimed)
    ranges = [(nth, _before_claimed(content(sentence.words, said, nth), claimed)) for nth in range(len(said))]
    sure_first = sorted(((said[n].cue.is_weak, s[0] - s[1], n, s) for n, s in ranges if s))
    for _, _, nth, span in sure_first:
        saying = said[nth]
        places = [place for place in sentence.quotes if span[0] <= place < span[1]]
        plain = [word for n, word in enumerate(sentence.words[span[0] : span[1]]) if word.is_wordlike]
        free = [place for place in places if place not in taken]
        if places and (len(plain) <= 1 or _is_whole(body, sentence, span, places)):
            for place in free:
                taken.add(place)
                if one := _made(body, sentence, (place, place + 1), "direct", saying):
                    yield one
        elif (not places or not free) and _is_inside(span, saying, ranges):
            continue
        elif saying.cue.governs != "marked" and _says_enough(sentence, saying, span, plain, bool(places)):
            taken.update(free)
            if one := _made(body, sentence, span, "mixed" if places else "indirect", saying):
                yield one


def _before_claimed(span: Span | None, claimed: set[int]) -> Span | None:
    """Return the words governed, up to a quotation that somebody else is said to say."""
    if span is None:
        return None
    end = min([place for place in claimed if span[0] <= place < span[1]], default=span[1])
    return (span[0], end) if end > span[0] else None


def _is_inside(span: Span, saying: Saying, ranges: Sequence[tuple[int, Span | None]]) -> bool:
    """Return whether a verb and what it governs are themselves something that another says."""
    return any(
        other and other != span and other[0] <= saying.first and span[1] <= other[1] for _, other in ranges
    )


def _is_whole(body: str, sentence: Sentence, span: Span, places: list[int]) -> bool:
    """Return whether the words governed are a quotation of its own, whatever follows it in the sentence."""
    if places[0] != span[0]:
        return False
    before = sentence.words[span[0] - 1].text if span[0] else ""
    quote = sentence.words[places[0]]
    return before == ":" or (
        _is_stopped(body[quote.start : quote.end]) and count(body[quote.start : quote.end]) >= _FEW
    )


def _says_enough(sentence: Sentence, saying: Saying, span: Span, plain: list[Word], has_quote: bool) -> bool:
    """Return whether what a verb governs is more than a thing found or shown."""
    if has_quote:
        return True
    if saying.subject and saying.subject[0] and sentence.words[saying.subject[0] - 1].low in ("which", "who"):
        return False  # "the team, which it said also came": what is said lies around the verb
    if len(plain) < 2:
        return False
    if saying.cue.is_weak and saying.cue.governs == "clause":
        lows = {word.low for word in plain}
        return sentence.words[span[0]].low in ("that", "how", "why") or bool(
            lows & (grammar.AUXILIARIES - {"to", "not"})
        )
    return True


def _unclaimed(
    body: str,
    sentence: Sentence,
    place: int,
    quote: Quoted,
    said: list[Saying],
    before: Earlier,
    laid: list[Sentence],
    nth: int,
) -> Attribution | None:
    """Return whose a quotation is that no verb governs outright; None for scare quotes."""
    own = Attribution(quote.start, quote.end, "direct", None, None, None, sentence.paragraph)
    text = body[quote.start : quote.end]
    if quote.continues and before.last:
        return _again(own, before.last)
    if named := transcripts.named(body, quote.start, quote.end):
        return replace(own, speaker=named[0], told=named[0])
    is_whole = count(text) >= _FEW or _is_stopped(text)
    if saying := _nearest(sentence, place, said):
        is_beside = abs(saying.first - place) <= 6
        if is_whole or (is_beside and saying.cue.governs != "object" and saying.first > place):
            return _made(body, sentence, (place, place + 1), "direct", saying)
        return None
    if not is_whole:
        return None
    return _without_verb(body, sentence, place, own, before, laid, nth)


def _again(own: Attribution, last: Attribution) -> Attribution:
    return replace(own, cue=last.cue, speaker=last.speaker, told=last.told)


def _nearest(sentence: Sentence, place: int, said: list[Saying]) -> Saying | None:
    best, least = None, 40.0
    for saying in said:
        if saying.subject is None or (saying.cue.form == "according to" and saying.first < place):
            continue
        gap = saying.first - place if saying.first > place else place - saying.after + 4
        between = sentence.words[min(place, saying.first) + 1 : max(place, saying.first)]
        cost = gap + (6 if saying.cue.is_weak else 0) + (8 if saying.cue.governs == "object" else 0)
        cost += 12 * sum(word.text == QUOTE for word in between)
        if cost < least:
            best, least = saying, cost
    return best


def _without_verb(
    body: str,
    sentence: Sentence,
    place: int,
    own: Attribution,
    before: Earlier,
    laid: list[Sentence],
    nth: int,
) -> Attribution | None:
    """Return whose a quotation is in a sentence without a verb of speech beside it."""
    listed = sentence.words
    if place and listed[place - 1].text == ":" and (named := descriptions.leading(listed, place - 1)):
        return replace(
            own, speaker=_place(sentence, named[0]), told=(listed[named[0][0]].start, listed[place - 1].start)
        )
    if name := _after_dash(sentence, place, laid, nth):
        return replace(own, speaker=name, told=name)
    alone = sum(word.is_wordlike for word in listed) <= 1
    spoken = before.spoken
    if alone and spoken and spoken.paragraph == sentence.paragraph:
        return _again(own, spoken)
    previous = laid[nth - 1] if nth else None
    if alone and previous and (named := just_named(sentence, previous)):
        return replace(own, speaker=_place(previous, named[0]), told=_place(previous, named[1]))
    if alone and previous and previous.words[-1].text == ":" and (named := introduced(previous)):
        return replace(own, speaker=_place(previous, named[0]), told=_place(previous, named[1]))
    if not alone:
        found = descriptions.leading(listed, place)
        if found and (listed[found[0][0]].is_capital or listed[found[0][0]].low in grammar.PRONOUNS):
            return replace(own, speaker=_place(sentence, found[0]), told=_place(sentence, found[1]))
    return _again(own, spoken) if spoken and sentence.paragraph - spoken.paragraph <= 2 else own


def _after_dash(sentence: Sentence, place: int, laid: list[Sentence], nth: int) -> Span | None:
    """Return the name after a quotation and a dash, in its own line or the next."""
    rest = sentence.words[place + 1 :]
    if not rest and nth + 1 < len(laid):
        rest = laid[nth + 1].words
    if rest and rest[0].text in ("—", "–", "―", "-"):
        name = grammar.starting_at(rest, 1, len(rest))
        if name and rest[name[0]].is_capital and name[1] - name[0] <= 6 and len(rest) <= 14:
            return rest[name[0]].start, rest[name[1] - 1].end
    return None
