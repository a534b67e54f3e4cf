"""Asks for single documents with the crawler's own manners, for whoever probes or checks a source.

Only Scrapy knows the network, and it runs in a process of its own (spiders.answering): with a crawl's user
agent, robots.txt, pauses, limits and boundaries, but nothing is archived. Imports no Scrapy.
"""

import json
import subprocess
import sys
import threading
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from . import politeness
from .outcomes import Outcome

STOP_SECONDS = 10.0


class AskingFailed(Exception):
    """Raised if the process that asks died; the message quotes its last words."""


@dataclass(frozen=True)
class Answer:
    """What came of one question; an answer that came has a status, headers in lower case, and its body."""

    url: str
    outcome: Outcome
    detail: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    @property
    def named(self) -> dict[str, str]:
        """The headers by name."""
        return dict(self.headers)

    @property
    def content_type(self) -> str | None:
        """The media type without its parameters."""
        return self.named.get("content-type", "").partition(";")[0].strip().lower() or None


class Asking:
    """A process that asks; use it as a context manager.

    Raises politeness.NotPolite without a contact, before anything is asked.
    """

    def __init__(self) -> None:
        politeness.user_agent()
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._errors = TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "spiders.answering"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=Path(__file__).resolve().parent.parent,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if kind is not None:
            process.terminate()
        try:
            process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        self._errors.close()

    def one(self, url: str, domains: Iterable[str]) -> Answer:
        """Return the answer to one address, asked for within the domains, redirects too."""
        [(_, answer)] = self.all([(url, tuple(domains))])
        return answer

    def all(self, questions: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[int, Answer]]:
        """Yield each (address, domains)'s number and answer as they come: hosts side by side, politely."""
        asked = [
            {"number": number, "url": url, "domains": domains}
            for number, (url, domains) in enumerate(questions)
        ]
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise AskingFailed("not started: use it in a with statement")
        # in a thread: were both sides to wait for the other to read, neither would
        threading.Thread(target=_tell, args=(process.stdin, asked), daemon=True).start()
        for _ in asked:
            line = process.stdout.readline()
            if not line:
                raise self._death()
            said = json.loads(line)
            yield said["number"], _answer(said)

    def _death(self) -> AskingFailed:
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").splitlines() or ["nothing"]
        return AskingFailed(f"the crawler's process died, please report it; it said {ascii(lines[-1])[:300]}")


def _tell(stdin: IO[str], questions: list[dict[str, Any]]) -> None:
    with suppress(BrokenPipeError, ValueError):  # it died, or nobody waits: the missing answer says so
        stdin.writelines(json.dumps(question) + "\n" for question in questions)
        stdin.flush()


def _answer(said: dict[str, Any]) -> Answer:
    return Answer(
        url=said["url"],
        outcome=Outcome(said["outcome"]),
        detail=said["detail"],
        final_url=said["final_url"],
        status=said["status"],
        headers=tuple((name, value) for name, value in said["headers"]),
        body=b64decode(said["body"]),
    )
