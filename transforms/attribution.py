"""Says which words of a body are somebody's, quoted or reported, by which verb and by whom as written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transforms import descriptions, grammar
from transforms.marks import Quoted
from transforms.masked import Sentence, sentences
from transforms.prose import Prose
from transforms.reported import content
from transforms.subjects import Saying, sayings
from transforms.words import QUOTE, Word

Span = tuple[int, int]
_FEW = 4  # words: fewer between marks, with no stop, are a partial quotation or scare quotes
_TRANSCRIPT = re.compile(r"[“\"‘'(]?([A-Z][A-Z.’'-]*(?: [A-Z][A-Z.’'-]*){0,4}):\s")
_COUNTED = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
_STOPPED = re.compile(r"[.,!?…—–-]\W*$")
_EDGES = " \t\r\n\u00a0,.;:"


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


def attributions(prose: Prose) -> list[Attribution]:
    """Return the quotations of a body in order of their beginning, outside the site's furniture."""
    body, quotes = prose.body.text, prose.quotes
    laid = sentences(prose)
    transcript = _is_transcript(body, laid)
    found: list[Attribution] = []
    for nth, sentence in enumerate(laid):
        if transcript and sentence.opens_paragraph and (line := _line(body, sentence, laid, nth, quotes)):
            found.append(line)
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
            one = _unclaimed(body, sentence, place, quote, said, [*found, *here], laid, nth)
            if one is not None:
                here.append(one)
        found += sorted(here, key=lambda one: (one.start, -one.end))
    return sorted(found, key=lambda one: (one.start, -one.end))


def count(text: str) -> int:
    """Return how many words a text has.

    >>> count("“We’re a stop-and-search unit,”")
    4
    """
    return len(_COUNTED.findall(text))


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
        if place in sentence.quotes and _STOPPED.search(
            body[sentence.words[place].start : sentence.words[place].end].rstrip("”’\"'")
        ):
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
        count(body[quote.start : quote.end]) >= _FEW and bool(_STOPPED.search(body[quote.start : quote.end]))
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
    before: list[Attribution],
    laid: list[Sentence],
    nth: int,
) -> Attribution | None:
    """Return whose a quotation is that no verb governs outright; None for scare quotes."""
    own = Attribution(quote.start, quote.end, "direct", None, None, None, sentence.paragraph)
    text = body[quote.start : quote.end]
    last = before[-1] if before else None
    if quote.continues and last:
        return _again(own, last)
    if named := _TRANSCRIPT.match(text):
        name = (quote.start + named.start(1), quote.start + named.end(1))
        return replace(own, speaker=name, told=name)
    is_whole = count(text) >= _FEW or bool(_STOPPED.search(text.rstrip("”’\"'")))
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
    before: list[Attribution],
    laid: list[Sentence],
    nth: int,
) -> Attribution | None:
    """Return whose a quotation is in a sentence without a verb of speech beside it."""
    listed = sentence.words
    same = [one for one in before if one.paragraph == sentence.paragraph and one.speaker]
    if place and listed[place - 1].text == ":" and (named := descriptions.leading(listed, place - 1)):
        return replace(
            own, speaker=_place(sentence, named[0]), told=(listed[named[0][0]].start, listed[place - 1].start)
        )
    if name := _after_dash(sentence, place, laid, nth):
        return replace(own, speaker=name, told=name)
    alone = sum(word.is_wordlike for word in listed) <= 1
    if alone and same:
        return _again(own, same[-1])
    previous = laid[nth - 1] if nth else None
    if alone and previous and previous.words[-1].text == ":" and (named := _introduced(previous)):
        return replace(own, speaker=_place(previous, named[0]), told=_place(previous, named[1]))
    if not alone:
        found = descriptions.leading(listed, place)
        if found and (listed[found[0][0]].is_capital or listed[found[0][0]].low in grammar.PRONOUNS):
            return replace(own, speaker=_place(sentence, found[0]), told=_place(sentence, found[1]))
    recent = [one for one in before if one.speaker and sentence.paragraph - one.paragraph <= 2]
    return _again(own, recent[-1]) if recent else own


def _introduced(previous: Sentence) -> tuple[Span, Span] | None:
    """Return who speaks after a sentence that ends with a colon: its last verb's subject, or its own."""
    for saying in reversed(sayings(previous.words)):
        if saying.subject and saying.told:
            return saying.subject, saying.told
    return descriptions.leading(previous.words, len(previous.words) - 1)


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


def _is_transcript(body: str, laid: list[Sentence]) -> bool:
    lines = sum(1 for one in laid if one.opens_paragraph and _TRANSCRIPT.match(body, one.start))
    return lines >= 2


def _line(
    body: str, sentence: Sentence, laid: list[Sentence], nth: int, quotes: Sequence[Quoted]
) -> Attribution | None:
    """Return what a line of a transcript says, up to the end of its paragraph: "VALE: No." """
    match = _TRANSCRIPT.match(body, sentence.start)
    if match is None or (sentence.quotes and sentence.words[0].text == QUOTE):
        return None
    end = sentence.end
    while nth + 1 < len(laid) and laid[nth + 1].paragraph == sentence.paragraph:
        nth += 1
        end = laid[nth].end
    if end <= match.end():
        return None
    return Attribution(match.end(), end, "direct", None, match.span(1), match.span(1), sentence.paragraph)
