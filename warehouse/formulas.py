"""Keeps spreadsheets from running what they are given to show."""

# What a spreadsheet takes for a formula's beginning (OWASP); the wide ones where it reads them as the others.
_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """Return the text of a cell, with an apostrophe before it if a spreadsheet would run it.

    >>> guarded("=1+1"), guarded(" @sum(a)"), guarded("stop - and search")
    ("'=1+1", "' @sum(a)", 'stop - and search')
    >>> guarded("＝1+1")
    "'＝1+1"
    """
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` made a cell of.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell
