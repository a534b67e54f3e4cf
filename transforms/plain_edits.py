"""Tells what is left of the changes once typed edits took theirs, so that no changed word is lost."""

from collections.abc import Iterator, Sequence

from transforms.edit_kinds import Typed
from transforms.revisions import plain
from transforms.word_diff import Change, Span, Token
from transforms.written import Pair, Written


def rest(pair: Pair, found: Sequence[Typed]) -> Iterator[Typed]:
    """Yield each change of which some word is in no edit found, so that nothing is lost."""
    old_told, new_told = (
        Written("", _joined(spans)) for spans in ([e.old for e in found], [e.new for e in found])
    )
    left = []
    for change in pair.changes:
        old, new = pair.old.within(change.old), pair.new.within(change.new)
        if not old and not new:
            yield Typed("reparagraphed", change.old, change.new, "paragraphs")
        elif not (_all_in(old, old_told) and _all_in(new, new_told)):
            left.append(change)
    gone = {plain(pair.old.text[slice(*c.old)]): c for c in left if _is_empty(c.new)}
    come = {plain(pair.new.text[slice(*c.new)]): c for c in left if _is_empty(c.old)}
    for change in left:
        moved = (
            gone.keys()
            & come.keys()
            & {plain(pair.old.text[slice(*change.old)]), plain(pair.new.text[slice(*change.new)])}
        )
        if moved:
            if _is_empty(change.old):
                yield Typed("text_moved", gone[moved.pop()].old, change.new, "sentences")
            continue
        yield _plain_kind(pair, change)


def _plain_kind(pair: Pair, change: Change) -> Typed:
    old, new = pair.old.around(change.old), pair.new.around(change.new)
    whole_old, whole_new = _holds(pair.old, old, change.old), _holds(pair.new, new, change.new)
    if whole_new and _is_empty(change.old):
        return Typed("text_added", change.old, change.new, "sentences")
    if whole_old and _is_empty(change.new):
        return Typed("text_removed", change.old, change.new, "sentences")
    words = any(
        token.key[0].isalnum()
        for side, span in ((pair.old, change.old), (pair.new, change.new))
        for token in side.within(span)
    )
    return Typed("reworded", change.old, change.new, "words" if words else "marks")


def _holds(side: Written, sentences: Span, span: Span) -> bool:
    """Return whether a stretch holds all words of the sentences around it."""
    inside, around = side.within(span), side.within(sentences)
    return sum(t.key[0].isalnum() for t in inside) == sum(t.key[0].isalnum() for t in around) > 0


def _is_empty(span: Span) -> bool:
    return span[0] == span[1]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def _all_in(tokens: Sequence[Token], told: Written) -> bool:
    words = [token for token in tokens if token.key[0].isalnum()]
    return all(told.is_changed(token.start, token.end) for token in words or tokens)
