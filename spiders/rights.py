"""What a page asks of whoever reads it by machine: robots and text-mining signals, recorded beside its fetch.

Acted on only where an outlet's file, or the environment, says so: docs/decisions.md says why.
"""

import re
from collections.abc import Iterable, Mapping

READ_BYTES = 128 * 1024  # signals stand in the head
AGENT = "beatbook"
ROBOTS_WORDS = ("noindex", "noarchive", "nosnippet", "noai", "noimageai")
RESERVED = "tdm-reservation"
HONOURABLE = ("noarchive", RESERVED)  # signals that can be heeded by not keeping a page
META = re.compile(rb"<meta\s[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(rb"""([a-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def signals(headers: Mapping[str, list[str]], body: bytes, is_reserved: bool = False) -> tuple[str, ...]:
    """Return the signals that a page's headers and meta tags carry, in a fixed order; most have none.

    The words are those of robots (noindex, noarchive, nosnippet, noai, noimageai) and `tdm-reservation` for a
    text and data mining reservation (W3C TDMRep): `is_reserved` is what the site's tdmrep.json says of the
    page, which its headers overrule, and its meta tags these. `headers` are named in lower case. What is said
    to other robots by name is not said to us.

    >>> signals({"x-robots-tag": ["otherbot: noindex", "noarchive"], "tdm-reservation": ["1"]}, b"")
    ('noarchive', 'tdm-reservation')
    >>> signals({}, b'<meta name="robots" content="none, NoArchive">')
    ('noindex', 'noarchive')
    """
    said = [words for value in headers.get("x-robots-tag", ()) for words in _to_us(value)]
    reserved = _flag(headers.get(RESERVED, ()), is_reserved)
    tagged = []
    for name, content in _metas(body[:READ_BYTES]):
        if name in ("robots", AGENT):
            said.append(content)
        elif name == RESERVED:
            tagged.append(content)
    words = set(re.findall(r"[a-z]+", " ".join(said).lower()))
    if "none" in words:
        words.add("noindex")
    found = tuple(word for word in ROBOTS_WORDS if word in words)
    return (*found, RESERVED) if _flag(tagged, reserved) else found


def _flag(values: Iterable[str], otherwise: bool) -> bool:
    """Return what the values say, 1 before 0; `otherwise` if none says either."""
    said = {value.strip() for value in values}
    return "1" in said or ("0" not in said and otherwise)


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
