"""Answers `beatbook retag`: all history tagged by the rules of today, straight from the lake."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from beatbook.advancing import Advance, advancing
from beatbook.book import opened
from beatbook.formats import Format, emit
from beatbook.refusal import Refusal
from beatbook.screen import out, say
from warehouse.home import Home

if TYPE_CHECKING:
    import pyarrow as pa

    from transforms.taxonomy import Taxonomy
    from warehouse.lake import Lake

AT_ONCE = 100  # articles whose evidence is in memory as Python objects


def answer(form: Format, is_all: bool = False) -> None:
    """Tag what another taxonomy tagged, publish, and write what that added and dropped, topic by topic.

    With `is_all` first all else that other rules found: entities, people, voices, the beat, wording.

    It may be killed at any moment and run again: a batch has its old tags or its new ones, and what is done
    is not done again.
    """
    from beatbook import retagging_all
    from beatbook.rulebook import taxonomy
    from warehouse.lake import Lake

    home, known = Home.from_env(), taxonomy()
    if not (home.lake / "ledger.sqlite").exists():
        raise Refusal(f"There is nothing to tag in {home.root} yet: run `make demo` or `beatbook crawl`.")
    lake = Lake(home.lake)
    if is_all:
        _tell_all(retagging_all.retag(lake, retagging_all.gazetteer(lake)))
    done = retag(lake, known)
    _publish(home)
    if done:
        say(f"{done:,} articles tagged by taxonomy {known.version}.")
    else:
        say(f"Nothing to do: all articles are tagged by taxonomy {known.version}.")
    _tell_changes(home, form)


def retag(lake: "Lake", known: "Taxonomy") -> int:
    """Return how many articles were tagged: those of all batches that another taxonomy tagged.

    Whether they are on the beat is judged again with them, since topics speak for that.

    A batch that is refined meanwhile is looked at once more.
    """
    import pyarrow as pa

    from warehouse import taggings
    from warehouse.ledger import Overtaken

    done = 0
    while due := [each for each in taggings.taggings(lake) if each.version != known.version]:
        with advancing("tagging", sum(each.held.rows for each in due)) as advance:
            for each in due:
                try:
                    made = tags(pieces(taggings.articles(each), advance), known)
                    for name, rows in taggings.kept(lake, each, made["topics"]["topic"].to_pylist()).items():
                        made[name] = pa.concat_tables([made[name], rows.select(made[name].column_names)])
                    taggings.commit(lake, each, known.version, made)
                except Overtaken:
                    continue
                done += each.held.rows
    return done


def tags(pieces: "Iterator[pa.Table]", known: "Taxonomy") -> "dict[str, pa.Table]":
    """Return what refining would make of the articles by this taxonomy: their topics, and the beat."""
    import pyarrow as pa

    import transforms
    from transforms import schemas

    made = [transforms.topic_tags(piece, known) for piece in pieces]
    found = {
        name: pa.concat_tables([shape.empty_table(), *(tables[name] for tables in made)])
        for name, shape in (
            ("article_topics", schemas.ARTICLE_TOPICS),
            ("mentions", schemas.MENTIONS),
            ("relevance", schemas.RELEVANCE),
        )
    }
    return {**found, "topics": known.table()}


def pieces(articles: "pa.Table", advance: Advance) -> "Iterator[pa.Table]":
    """Yield the articles some at a time, and tell how many are done."""
    for start in range(0, articles.num_rows, AT_ONCE):
        piece = articles.slice(start, AT_ONCE)
        yield piece
        advance(piece.num_rows)


def _tell_all(changes: "Mapping[tuple[str, str], int]") -> None:
    """Say how much of each kind the rules of today found beside those before."""
    names = {
        "entity": "Entities",
        "person": "People",
        "voice": "Voices",
        "beat": "The beat",
        "wording": "Wording",
    }
    for kind, name in names.items():
        say(f"{name}: {changes[kind, 'added']:,} added, {changes[kind, 'dropped']:,} dropped.")
    if changes:
        say('Article by article, with the words: beatbook sql "from tag_changes()"')


def _publish(home: Home) -> None:
    from warehouse.publish import ChecksFailed, publish

    with advancing("publishing", None) as advance:

        def note(event: Mapping[str, Any]) -> None:
            advance(event["event"] == "step", total=event.get("total"))

        try:
            publish(home, note)
        except ChecksFailed as problem:
            raise Refusal(str(problem), exit_code=1) from problem


def _tell_changes(home: Home, form: Format) -> None:
    """Write one row a topic that has articles by one taxonomy and not by the one before."""
    from rich.text import Text

    from beatbook import rows_face
    from warehouse import query

    with opened(home) as book:
        changes = query.topic_changes(book.connection)
        if form is not Format.TABLE:
            emit(changes, form)
            return
        if changes.num_rows:
            out().print(
                Text("Articles that today's rules add to a topic and drop from it, against the rules before:")
            )
            rows_face.show(changes)
            out().print(Text('Which articles: beatbook sql "from topic_changes()"', style="dim"))
        else:
            out().print(Text("Today's rules add nothing and drop nothing against the rules before."))
        out().print(Text(book.as_of, style="dim"))
