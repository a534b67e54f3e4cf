"""Where everything lies on disk: one folder, one layout."""

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Home:
    """A beat book's folder; nothing outside it is ever written.

    >>> Home(Path("/srv/beatbook")).warehouse.as_posix()
    '/srv/beatbook/warehouse.duckdb'
    """

    root: Path

    @classmethod
    def from_env(cls) -> "Home":
        """Return the home in BEATBOOK_HOME, else the live book if it was ever published, else the demo's."""
        named = os.environ.get("BEATBOOK_HOME")
        if named:
            return cls(Path(named).resolve())
        live, demo = cls(REPOSITORY / "data" / "live"), cls(REPOSITORY / "data" / "demo")
        return demo if demo.warehouse.exists() and not live.warehouse.exists() else live

    @classmethod
    def to_fill(cls) -> "Home":
        """Return the home in BEATBOOK_HOME, else the live book: no crawl goes into the demo's unasked."""
        return cls(Path(os.environ.get("BEATBOOK_HOME") or REPOSITORY / "data" / "live").resolve())

    @property
    def archive(self) -> Path:
        """WARC files and their ledgers, a folder a day."""
        return self.root / "archive"

    @property
    def frontier(self) -> Path:
        """The crawl's memory: which URLs were already asked for."""
        return self.root / "frontier.sqlite"

    @property
    def lake(self) -> Path:
        """Parquet partitions and the commit ledger."""
        return self.root / "lake"

    @property
    def snapshots(self) -> Path:
        """Published warehouses, each immutable."""
        return self.root / "snapshots"

    @property
    def segments(self) -> Path:
        """Texts and their words in Parquet files that several snapshots share."""
        return self.root / "segments"

    @property
    def warehouse(self) -> Path:
        """The link to the snapshot that people open."""
        return self.root / "warehouse.duckdb"

    @property
    def marks(self) -> Path:
        """What people marked right or wrong on sample sheets, one JSON object a line."""
        return self.root / "marks.jsonl"

    @property
    def sites(self) -> Path:
        """Built sites, a folder each, and `current`, the link to the last."""
        return self.root / "site"

    @property
    def digests(self) -> Path:
        """Daily digests, a folder each, what was sent of them, and the feeds of saved queries."""
        return self.root / "digest"

    @property
    def sent(self) -> Path:
        """What was sent of digests and alerts, to whom by a hash, so that nothing is sent twice."""
        return self.digests / "sent.sqlite"

    @property
    def saved(self) -> Path:
        """Saved queries, one TOML file each."""
        return self.root / "saved"

    @property
    def journal(self) -> Path:
        """Progress of the run under way, one JSON object a line."""
        return self.root / "journal.jsonl"

    @property
    def airflow(self) -> Path:
        """Airflow's own home: its database, logs and generated secrets."""
        return self.root / "airflow"
