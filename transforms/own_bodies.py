"""Bodies that only the article introduces: "the youth charity Lantern", "Fair Streets, a campaign group"."""

import re
from collections.abc import Mapping

from transforms.roles import OTHER, Rules

_NOUN = (
    "charity|group|campaign|organisation|network|firm|think tank|company|collective|coalition|association|"
    "project|foundation|union|centre|service|society|church|mosque|school|college|academy|chain|agency|forum"
)
_NAME = r"\b[A-Z][\w’'&-]{0,30}(?: (?:(?:of|for|the|and|in|on|to|&) ){0,2}[A-Z][\w’'&-]{0,30}){0,4}"
_BEFORE = re.compile(
    rf"\b(?P<what>(?:[\w’'-]{1, 30} ){{0,3}}(?:{_NOUN}))(?:,? (?:called|named|known as))?,? (?P<name>{_NAME})"
)
_AFTER = re.compile(rf"(?P<name>{_NAME}), (?P<what>(?:an?|the) (?:[\w’'-]{1, 30} ){{0,4}}(?:{_NOUN}))\b")
_LEAST = 4  # letters of a name: fewer say too little
_MOST = 30  # bodies of one article: each is looked for in what is told of each speaker


def introduced(body: str, rules: Rules) -> Mapping[str, str]:
    """Return the role in which each body speaks that the text says what it is; the first thing said counts.

    >>> from transforms.roles import rules
    >>> introduced("The youth charity Lantern has grown. Fair Streets, a campaign group, has not.", rules())
    {'Lantern': 'charity', 'Fair Streets': 'campaigner'}
    """
    found = dict[str, str]()
    for match in sorted((*_BEFORE.finditer(body), *_AFTER.finditer(body)), key=lambda one: one.start()):
        role = rules.role(match["what"])
        if len(found) == _MOST:
            break
        if role and role != OTHER and len(match["name"]) >= _LEAST:
            found.setdefault(match["name"], role)
    return found


def role_of(text: str, known: Mapping[str, str]) -> str | None:
    """Return the role of the first of the known bodies that a description names; None if it names none.

    >>> [role_of(text, {"Lantern": "charity"}) for text in ("Lantern’s policy director", "a lantern")]
    ['charity', None]
    """
    return next((role for name, role in known.items() if re.search(rf"\b{re.escape(name)}\b", text)), None)
