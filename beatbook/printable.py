"""Makes scraped text safe to show: no terminal escapes, no reordered lines, offsets unchanged."""

REPLACEMENT = "\ufffd"
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {ord("\n"), ord("\t")}
# Marks that reorder what a person reads on screen ("Trojan Source").
_REORDERING = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_BREAKS = {0x2028, 0x2029}  # line breaks to some terminals, text to others
_TAGS = {*range(0xE0000, 0xE0080)}  # drawn by no font
_SURROGATES = {*range(0xD800, 0xE000)}  # cannot be encoded
_UNSAFE = _CONTROLS | _REORDERING | _BREAKS | _TAGS | _SURROGATES
_SHOWN = dict.fromkeys(_UNSAFE, REPLACEMENT)
_ESCAPED = {code: json_escape for code in _UNSAFE for json_escape in [f"\\u{code:04x}"] if code < 0x10000}
_ESCAPED |= {code: f"\\udb40\\udc{code & 0xFF:02x}" for code in _TAGS}  # as two UTF-16 units


def printable(text: str) -> str:
    """Return the text with each unsafe character replaced by one U+FFFD; tabs and newlines stay.

    One for one, so that evidence offsets into the text still hold.

    >>> printable("Met\\x1b[31m chief")
    'Met�[31m chief'
    """
    return text.translate(_SHOWN)


def line(text: str) -> str:
    """Return the text as one safe line, runs of white space made one blank.

    >>> line("Two\\n  lines")
    'Two lines'
    """
    return printable(" ".join(text.split()))


def counted(number: int, one: str, more: str = "") -> str:
    """Return how many of something; `more` is what several are called, if not `one` with an s.

    >>> counted(1, "outlet"), counted(1400, "article"), counted(2, "story", "stories")
    ('1 outlet', '1,400 articles', '2 stories')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def json_safe(document: str) -> str:
    r"""Return a JSON document with unsafe characters written as escapes, so that it says the same.

    >>> json_safe('"a\x9bb"')
    '"a\\u009bb"'
    """
    return document.translate(_ESCAPED)
