"""The index of the archive: each response's address, bytes and place, one CDXJ file beside each WARC file.

It says which bytes an outlet has served before, so that they are stored once, and where a page's captures
are. What it says can always be read again from the WARC file.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from addresses import page_key

from .paths import TakePaths

KINDS = ("response", "revisit")
REFERS_BACK = timedelta(days=30)  # older bytes are stored anew, so that old files can be pruned


@dataclass(frozen=True, kw_only=True)
class Capture:
    """One response in the archive; a revisit has its own headers and the bytes of an earlier one."""

    url: str
    at: datetime
    kind: str  # response | revisit
    digest: str  # of the payload as served; empty if a 304 refers to nothing
    bytes: int  # of the payload as served, stored here or not; a 304 has none
    filename: str  # below the archive
    offset: int
    length: int  # on disk, its request not included
    status: int | None = None
    mime: str | None = None
    refers_to: tuple[str, int] | None = None  # file and offset of the response that holds the bytes
    refers_to_uri: str | None = None
    refers_to_at: datetime | None = None

    @property
    def holder(self) -> tuple[str, int]:
        """Where its bytes are."""
        return self.refers_to or (self.filename, self.offset)

    def to_line(self) -> str:
        """Return the line of a CDXJ file, without its end."""
        fields = {name: value for name, value in vars(self).items() if value is not None}
        fields["at"] = self.at.isoformat()
        if self.refers_to_at is not None:
            fields["refers_to_at"] = self.refers_to_at.isoformat()
        return f"{surt(self.url)} {self.at:%Y%m%d%H%M%S} {json.dumps(fields, ensure_ascii=True)}"

    @classmethod
    def from_line(cls, line: str) -> "Capture":
        """Return the capture of a line; ValueError, KeyError or TypeError if it is none."""
        fields: dict[str, Any] = json.loads(line[line.index("{") :])
        for moment in ("at", "refers_to_at"):
            if moment in fields:
                fields[moment] = datetime.fromisoformat(fields[moment])
        if "refers_to" in fields:
            fields["refers_to"] = (str(fields["refers_to"][0]), int(fields["refers_to"][1]))
        return cls(**fields)


def surt(url: str) -> str:
    """Return the page's key with its host turned around, as CDX files are sorted.

    >>> surt("https://www.example.test:81/news?id=1")
    'test,example:81)/news?id=1'
    """
    host, slash, path = page_key(url).removeprefix("//").partition("/")
    name, colon, port = host.partition(":")
    turned = ",".join(reversed(name.split(".")))
    return f"{turned}{colon}{port}){slash}{path}".replace(" ", "%20")


def write(file: Path, captures: Iterable[Capture]) -> None:
    """Write an index: sorted, as who searches it expects."""
    lines = sorted(capture.to_line() for capture in captures)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read(paths: TakePaths) -> list[Capture]:
    """Return what the take's index says, in the WARC file's order; read from that file if there is none."""
    if not paths.index.exists():
        return list(scan(paths.warc, paths.archive)) if paths.warc.exists() else []
    with paths.index.open(encoding="utf-8") as lines:
        return sorted(map(Capture.from_line, lines), key=lambda capture: capture.offset)


@dataclass
class Holdings:
    """Which responses hold bytes that may be referred to: by digest, and each address's last good one."""

    by_digest: dict[str, Capture] = field(default_factory=dict)
    by_url: dict[str, Capture] = field(default_factory=dict)

    def add(self, capture: Capture) -> None:
        """Take in one more capture, in the order in which they were made."""
        if capture.kind == "response" and capture.bytes:
            self.by_digest[capture.digest] = capture
        if capture.status == 200 and capture.digest in self.by_digest:
            self.by_url[capture.url] = self.by_digest[capture.digest]


def holdings(archive: Path, outlet: str, day: date, run_id: str) -> Holdings:
    """Return what the outlet's other runs hold and what is young enough to be referred to."""
    held = Holdings()
    for folder in sorted(archive.glob("????-??-??")):
        if not (day - REFERS_BACK).isoformat() <= folder.name <= day.isoformat():
            continue
        for file in sorted(folder.glob(f"{outlet}-*.cdxj")):  # "guardian-weekly"'s too: bytes are bytes
            other = file.name.removeprefix(f"{outlet}-").removesuffix(".cdxj")
            paths = TakePaths(archive, outlet, other, date.fromisoformat(folder.name))
            if other != run_id and paths.stats.exists() and paths.warc.exists():
                for capture in read(paths):
                    held.add(capture)
    return held


def scan(warc: Path, archive: Path, *, name: Path | None = None) -> Iterator[Capture]:
    """Yield the captures of a WARC file itself; `name` is what it will be called once it is finished."""
    filename = (name or warc).relative_to(archive).as_posix()
    with warc.open("rb") as file:
        records = ArchiveIterator(file)
        for record in records:
            if record.rec_type in KINDS:
                body = _drained(record)
                offset, length = records.get_record_offset(), records.get_record_length()  # once it is read
                yield of_record(record, filename, offset, length, body)


def of_record(record: ArcWarcRecord, filename: str, offset: int, length: int, payload_bytes: int) -> Capture:
    """Return the capture that a record of the archive is."""
    head, http = record.rec_headers, record.http_headers
    refers_to = None
    if head.get_header("WARC-Refers-To-Filename"):
        place = head.get_header("WARC-Refers-To-Filename"), head.get_header("WARC-Refers-To-File-Offset")
        refers_to = place[0], int(place[1])
    referred_at = head.get_header("WARC-Refers-To-Date")
    status = http.get_statuscode() if http else ""
    return Capture(
        url=head.get_header("WARC-Target-URI"),
        at=moment(head.get_header("WARC-Date")),
        kind=record.rec_type,
        status=int(status) if status.isdigit() else None,
        mime=_mime(http.get_header("Content-Type") if http else None),
        digest=head.get_header("WARC-Payload-Digest") or "",
        bytes=payload_bytes,
        filename=filename,
        offset=offset,
        length=length,
        refers_to=refers_to,
        refers_to_uri=head.get_header("WARC-Refers-To-Target-URI"),
        refers_to_at=moment(referred_at) if referred_at else None,
    )


def moment(written: str) -> datetime:
    """Return a WARC date as a time in UTC."""
    return datetime.fromisoformat(written).astimezone(UTC)


def _mime(content_type: str | None) -> str | None:
    return content_type.partition(";")[0].strip().lower()[:100] or None if content_type else None


def _drained(record: ArcWarcRecord) -> int:
    """Return how many bytes the payload has as served, read to its end."""
    count = 0
    while chunk := record.raw_stream.read(1 << 16):
        count += len(chunk)
    return count
