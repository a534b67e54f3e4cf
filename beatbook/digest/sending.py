"""Sends by apprise to whom BEATBOOK_NOTIFY names, at most once, and never says an address."""

import logging
import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from beatbook.digest.ledger import FAILED, SENT, Ledger
from beatbook.printable import line
from beatbook.refusal import Refusal

VARIABLE = "BEATBOOK_NOTIFY"
MAIL_FIRST = "html"  # of a service that takes HTML before any other format: mail, and its like
NOT_MAIL = {"tgram"}  # takes a few tags only
TITLE = 180  # characters of a subject
ROOM = 200  # characters of a message that services fill themselves
CALLS = re.compile(
    r"@(?=everyone|here|channel|all\b|room)|<(?=[!@#])", re.IGNORECASE
)  # that ring a whole room

_alone = threading.Lock()


@dataclass(frozen=True)
class Message:
    """What is sent, as HTML for mail and as text for the rest; `notices` name what it tells of."""

    notices: tuple[str, ...]
    title: str
    text: str
    html: str
    rest: str  # where the rest is, if a service takes less


@dataclass(frozen=True)
class Target:
    """One address of BEATBOOK_NOTIFY: a hash that tells it from others, its service, and how to reach it."""

    key: str
    name: str
    server: Any

    @property
    def takes_html(self) -> bool:
        """Whether a whole page of HTML is at home there."""
        import apprise

        formats = self.server.notify_format
        first = formats[0] if isinstance(formats, tuple) else formats
        return first == apprise.NotifyFormat.HTML and self.server.secure_protocol not in NOT_MAIL


def targets() -> list[Target]:
    """Return whom BEATBOOK_NOTIFY names, by apprise URLs or the path to an apprise configuration.

    Raises Refusal, which says nothing of what the variable holds.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if not said:
        return []
    import apprise

    asset = apprise.AppriseAsset(
        app_id="Beatbook", app_desc="Beatbook", app_url="", async_mode=False, storage_mode="memory"
    )
    found = apprise.Apprise(asset=asset)
    with _silent():
        if "://" in said:
            is_read = found.add(said)
        else:
            if not Path(said).expanduser().is_file():
                raise Refusal(f"{VARIABLE} names neither an apprise URL nor a file that is there.")
            config = apprise.AppriseConfig(asset=asset)
            is_read = config.add(str(Path(said).expanduser())) and found.add(config)
        servers = list(found)
    if not is_read or not servers:
        raise Refusal(
            f"{VARIABLE} holds an address that apprise cannot read: docs/digest.md shows some that it can."
        )
    return [
        Target(
            sha256(_address(server).encode()).hexdigest()[:16],
            f"{line(str(server.service_name))} {number}",
            server,
        )
        for number, server in enumerate(servers, 1)
    ]


def send(message: Message, target: Target, ledger: Ledger, *, again: bool = False) -> str | None:
    """Return sent or failed; None if the target had all of it before, or may have had it.

    The intent is on the disk before the message leaves. Whoever kills us in between has it never sent:
    nobody can tell whether it left, and twice is worse than not at all.
    """
    begun = ledger.begin(message.notices, target.key, target.name, again=again)
    if not begun:
        return None
    outcome = SENT if _delivered(message, target) else FAILED
    ledger.end(begun, target.key, outcome)
    return outcome


def failures(message: Message, to: Sequence[Target], ledger: Ledger, *, again: bool = False) -> list[str]:
    """Send to every target, and return the names of those that it did not reach."""
    return [target.name for target in to if send(message, target, ledger, again=again) == FAILED]


def fitting(text: str, most: int, rest: str) -> str:
    """Return a text of at most so many characters, cut between lines, with a note where the rest is.

    >>> fitting("one\\ntwo\\nthree", 12, "more")
    'one\\n…\\nmore'
    """
    if len(text) <= most:
        return text
    end = f"…\n{rest}"
    head, cut, _ = text[: max(most - len(end), 0)].rpartition("\n")
    return head + cut + end


def harmless(text: str) -> str:
    """Return a text whose words cannot call a whole chat room, whatever an outlet wrote.

    >>> harmless("Ask @everyone <!channel>")
    'Ask ＠everyone ＜!channel>'
    """
    return CALLS.sub(lambda found: "＠" if found[0] == "@" else "＜", text)


def _delivered(message: Message, target: Target) -> bool:
    import apprise

    one = apprise.Apprise(asset=target.server.asset)
    one.add(target.server)
    title = line(message.title)
    title = title if len(title) <= TITLE else title[:TITLE].rpartition(" ")[0] + " …"
    with _silent():
        if target.takes_html:
            return bool(one.notify(title=title, body=message.html, body_format=apprise.NotifyFormat.HTML))
        most = min(target.server.body_maxlen, 30_000) - len(title) - ROOM
        body = harmless(fitting(message.text, most, message.rest))
        return bool(one.notify(title=harmless(title), body=body, body_format=apprise.NotifyFormat.TEXT))


def _address(server: Any) -> str:
    return str(server.url())


@contextmanager
def _silent() -> Iterator[None]:
    """Keep addresses out of every log: what apprise sends through writes tokens that stand in paths."""
    with _alone:
        before = logging.root.manager.disable
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(before)
