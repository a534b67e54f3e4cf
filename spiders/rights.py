"""What a page asks of whoever reads it by machine: robots and text-mining signals, recorded beside its fetch.

Recorded, not acted on: docs/decisions.md says why.
"""

import re
from collections.abc import Mapping

READ_BYTES = 128 * 1024  # signals stand in the head
AGENT = "beatbook"
ROBOTS_WORDS = ("noindex", "noarchive", "nosnippet", "noai", "noimageai")
META = re.compile(rb"<meta\s[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(rb"""([a-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def signals(headers: Mapping[str, list[str]], body: bytes) -> tuple[str, ...]:
    """Return the signals that a page's headers and meta tags carry, in a fixed order; most have none.

    The words are those of robots (noindex, noarchive, nosnippet, noai, noimageai) and `tdm-reservation` for a
    text and data mining reservation (W3C TDMRep). `headers` are named in lower case. What is said to other
    robots by name is not said to us.

    >>> signals({"x-robots-tag": ["otherbot: noindex", "noarchive"], "tdm-reservation": ["1"]}, b"")
    ('noarchive', 'tdm-reservation')
    >>> signals({}, b'<meta name="robots" content="none, NoArchive">')
    ('noindex', 'noarchive')
    """
    said = [words for value in headers.get("x-robots-tag", ()) for words in _to_us(value)]
    reserved = [value.strip() for value in headers.get("tdm-reservation", ())]
    for name, content in _metas(body[:READ_BYTES]):
        if name in ("robots", AGENT):
            said.append(content)
        elif name == "tdm-reservation":
            reserved.append(content.strip())
    words = set(re.findall(r"[a-z]+", " ".join(said).lower()))
    if "none" in words:
        words.add("noindex")
    found = tuple(word for word in ROBOTS_WORDS if word in words)
    return (*found, "tdm-reservation") if "1" in reserved else found


def _to_us(value: str) -> list[str]:
    """Return the directives of an X-Robots-Tag value that hold for us; `agent: words` is for that agent."""
    agent, colon, words = value.partition(":")
    if (
        not colon
        or "," in agent
        or agent.strip().lower() in ("unavailable_after", "max-snippet", "max-image-preview")
    ):
        return [value]
    return [words] if agent.strip().lower() == AGENT else []


def _metas(head: bytes) -> list[tuple[str, str]]:
    low = head.lower()
    if b"robots" not in low and b"tdm-res" not in low and AGENT.encode() not in low:
        return []
    found = []
    for tag in META.findall(head):
        given = {name.lower(): value.strip(b"\"'") for name, value in ATTRIBUTE.findall(tag)}
        if b"name" in given and b"content" in given:
            name, content = given[b"name"], given[b"content"]
            found.append((name.decode("latin-1").strip().lower(), content.decode("latin-1")))
    return found
