"""Knows which taxonomy tagged each batch of articles, and files the tags of another one beside them.

Refining commits articles and their tags in one batch, say `day:2026-11-22`. Tagging them again leaves that
batch as it is and adds `topics:<version>:day:2026-11-22`. Whichever was committed last counts, so a day
that is refined again is tagged by what refining used. `warehouse/sql/tables/taggings.sql` says the same.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.lake import Lake, LakeFile

AGAIN = re.compile(r"topics:[0-9a-f]+:(?P<articles>.+)")
READ = ("article_id", "headline", "body", "language")  # all that topics are found in


@dataclass(frozen=True)
class Tagging:
    """One batch of articles, and the tags that count for it now."""

    held: LakeFile  # the batch's articles
    version: str | None  # of the taxonomy that counts; None if the batch was never tagged
    others: tuple[str, ...]  # batches of tags that do not count any more
    counting: str | None = None  # the batch of tags that counts now

    @property
    def batch_id(self) -> str:
        """The batch of the articles."""
        return self.held.batch_id

    @property
    def month(self) -> date:
        """The first day of the month that the batch is filed under."""
        return date.fromisoformat(f"{self.held.path.parent.name.removeprefix('month=')}-01")


def taggings(lake: Lake) -> list[Tagging]:
    """Return every batch of the lake that holds articles, by name, with the taxonomy that tagged it."""
    live = lake.live()
    declared = {file.batch_id: file for file in live if file.table == "topics"}
    again: dict[str, list[LakeFile]] = {}
    for file in declared.values():
        if named := AGAIN.fullmatch(file.batch_id):
            again.setdefault(named["articles"], []).append(file)
    held = sorted((file for file in live if file.table == "articles"), key=lambda file: file.batch_id)
    return [_tagging(file, declared.get(file.batch_id), again.get(file.batch_id, [])) for file in held]


def articles(tagging: Tagging, columns: Sequence[str] = READ) -> pa.Table:
    """Return the batch's texts that are there, in these columns; no other file is looked at."""
    told = pq.ParquetFile(tagging.held.path).read(columns=columns)
    return told.filter(pc.not_equal(told["body"], ""))  # empty: its time is over, see `over`


def over(tagging: Tagging) -> pa.Array:
    """Return the articles whose texts' time is over: nobody can find their tags again, so they stay."""
    stored = pq.ParquetFile(tagging.held.path)
    if "text_kept_days" not in stored.schema_arrow.names:
        return pa.array([], pa.string())
    told = stored.read(columns=["article_id", "text_kept_days"])
    return told.filter(pc.is_valid(told["text_kept_days"]))["article_id"].unique()


def kept(lake: Lake, tagging: Tagging, topics: Collection[str]) -> dict[str, pa.Table]:
    """Return the tags of articles whose texts' time is over, as far as `topics` still has their topics.

    They stay as they were found, by the version that they name.
    """
    gone = over(tagging)
    if not len(gone) or tagging.counting is None:
        return {}
    tags = {name: lake.read(name, batches=[tagging.counting]) for name in ("article_topics", "mentions")}
    mentions = tags["mentions"].filter(pc.equal(tags["mentions"]["kind"], "topic"))
    known = pa.array(sorted(topics), pa.string())
    return {
        name: rows.filter(
            pc.and_(pc.is_in(rows["article_id"], value_set=gone), pc.is_in(rows[column], value_set=known))
        )
        for name, rows, column in (
            ("article_topics", tags["article_topics"], "topic"),
            ("mentions", mentions, "tag"),
        )
    }


def judged(lake: Lake, tagging: Tagging) -> pa.Table:
    """Return which of the batch's articles are on the beat as that counts now: by the last retag, if any."""
    own = lake.read("relevance", batches=[tagging.batch_id])
    if tagging.counting in (None, tagging.batch_id):
        return own
    again = lake.read("relevance", batches=[tagging.counting])
    stays = pc.invert(pc.is_in(own["article_id"], value_set=again["article_id"]))
    return pa.concat_tables([again, own.filter(stays)], promote_options="permissive")


def commit(lake: Lake, tagging: Tagging, version: str, tables: Mapping[str, pa.Table]) -> int:
    """Return the lake's version once these tables are the tags that count for the batch.

    Those that counted until now stay beside them to be compared with, older ones go; what the articles'
    own batch brought stays in any case. Raises Overtaken if the articles were refined again meanwhile.
    """
    for other in tagging.others:  # also these very tags, overtaken: committing what is held changes nothing
        lake.commit(other, {}, day=tagging.month)
    batch, onto = f"topics:{version}:{tagging.batch_id}", (tagging.batch_id, tagging.held.committed)
    return lake.commit(batch, tables, day=tagging.month, onto=onto)


def _tagging(held: LakeFile, own: LakeFile | None, again: list[LakeFile]) -> Tagging:
    later = [file for file in again if file.committed > held.committed]
    counting = max(later, key=lambda file: file.committed, default=own)
    others = sorted(file.batch_id for file in again if file is not counting)
    return Tagging(
        held,
        _version(counting) if counting else None,
        tuple(others),
        counting.batch_id if counting else None,
    )


def _version(topics: LakeFile) -> str | None:
    column = pq.ParquetFile(topics.path).read(columns=["version"])["version"]
    version: str | None = column[0].as_py() if len(column) else None
    return version
