"""Reads what an article says a person is: "Vigil organiser", "a resident of the borough"."""

import re
from typing import NamedTuple

_LAST_MARK = re.compile(r'(?s:.*)[.,;:“”"()\n—–‘!?]')
_AFTER = re.compile(
    r"\s*(?:,|\()\s*(?:\d{1,3}\s*[,)]\s*)?"
    r"(?P<role>(?:an?|the|his|her|their|its|one of|who|whose|of|from|chair|chairman|"
    r"chairwoman|head|director|leader|"
    r"chief|cabinet|deputy|founder|member|general secretary|secretary|solicitor|"
    r"spokesperson|spokesman|spokeswoman|manager|"
    r"owner|defending|prosecuting|in mitigation|for the|regional|policy|[\w’'-]+ed|"
    r"(?!(?:as|and|but|or|when|where|which|while|on|in|at|to|after|before|not|then|now|said|says|also|like|\w+ing)\b)"
    r"(?:[a-z][\w’'-]* ){1,5}(?:at|of|for|in|with)|"  # "parish priest at St Jude's"
    r"[A-Z][\w’'-]+(?: [\w’'-]+){0,3} (?:MP|leader|director|organiser|campaigner|"
    r"councillor))\b[^,.;:“”\"()\n]{0,120})"
)
_STARTS = re.compile(
    r"(?:^|(?<=[\s]))(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Ff]ormer|"
    r"[A-Z][\w’'-]*|[a-z][\w’'-]*er|[a-z]+(?:ist|man|woman|person|ent|our|ness|or|ian|eer|"
    r"ker|ant)|council|vicar|imam|rabbi|priest|youth|shop|pub|market|taxi|school|head|deputy|chief|acting|police|"
    r"community|local|campaign|union|hospital|fire|ambulance|law|human|civil|retired|ex|fellow|mum|dad|mother|"
    r"father|gran|shadow|cabinet|ward|town|assistant|senior|leading|defence|family|lib)\b"
)
_IN_FRONT = re.compile(  # "Counsel to the family, ...", "For the prosecution, ..."
    r"(?:for the (?:prosecution|defence|defendant|crown|family|families|claimants?)|in mitigation|"
    r"(?:[\w’'-]+ ){0,2}(?:chair|chairman|chairwoman|head|leader|director|president|chief|founder|counsel|"
    r"principal|secretary|manager|owner|professor|member|organiser|vicar|imam|rector|"
    r"spokes(?:man|woman|person)|mother|father|brother|sister|uncle|aunt|cousin|grandmother|grandfather|"
    r"widow|partner|son|daughter) (?:of|to|for|at) .*)$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:said|says|told|by|to|that|and|but|from|with|when|as|added|was|is|were|are|had|"
    r"has|have|told|according|on|in|at)\s+$|\b(?:said|says|added|told|that|and|but|by|to|"
    r"with|when|as|was|is|were|are|had|has|have|according|than|after|before|because|while|"
    r"shot|killed|arrested|[a-z]+ly)\b"
)


_OWNED = re.compile(r"[A-Z][\w-]*[’']s [a-z]")  # "Jayden's aunt, Bernice Lowell, ..."
_LETTERS = re.compile(r" (?:KC|QC|MP|MSP|MLA|AM|TD|JP)\b")  # after a name
_HAPPENED = re.compile(
    r"(?:, (?:aged )?\d{1,3},)? (?P<what>(?:was|were|had been|lost|suffered) [^.,;:“”\"()\n]{1,60})"
)
_OPENED = re.compile(
    r"\s*(?P<who>An? [^.,:;“”\"\n]{3,80}?(?: whose(?: [\w-]+){1,4})?|"
    r"The [^.,:;“”\"\n]{0,60}?\b(?:[Cc]ommissioner|[Cc]hief [Cc]onstable|[Mm]ayor|[Mm]inister|[Ss]ecretary|"
    r"[Ll]eader|[Cc]ouncillor|MP))"
    r" (?:who|whose|has|have|had|is|was|were|will|says|said)\b"
)


class Stated(NamedTuple):
    """A role as the article states it: code points [start, end) of the body."""

    start: int
    end: int
    text: str


class Told(NamedTuple):
    """What an article says of a person where it names them: before the name, as title, and after it."""

    before: Stated | None
    title: Stated
    after: Stated | None
    letters: str  # " KC"
    happened: str  # to them: "was stopped on a bus"

    @property
    def role(self) -> Stated | None:
        """What is said after the name, or before it, or the title; None if nothing is."""
        if self.after and not (self.before and self.after.text.startswith(("of ", "from "))):
            start, _, text = self.after
            return Stated(start, start + len(text.rstrip()), text.rstrip())
        if self.before:
            return self.before
        start, title = self.title.start, self.title.text.rstrip(" .")
        return Stated(start, start + len(title), title) if title else None

    @property
    def described(self) -> str:
        """All of it."""
        return " | ".join([*(part.text if part else "" for part in self[:3]), self.letters, self.happened])


def told(body: str, title_start: int, start: int, end: int) -> Told:
    """Return what is said of a person who is named at [start, end), with a title from `title_start` on.

    >>> body = "“No,” said council cabinet member for safety Ann Lee. Bob Rae, 34, a neighbour, agreed."
    >>> told(body, 45, 45, 52).role.text, told(body, 54, 54, 61).role.text
    ('council cabinet member for safety', 'a neighbour')
    """
    letters = _LETTERS.match(body, end)
    end = letters.end() if letters else end
    after = _AFTER.match(body, end, end + 160)
    happened = _HAPPENED.match(body, end, end + 100)
    return Told(
        _before(body, start),
        Stated(title_start, start, body[title_start:start]),
        Stated(*after.span("role"), after["role"]) if after else None,
        letters.group() if letters else "",
        happened["what"] if happened else "",
    )


def opened(body: str) -> str:
    """Return whom a body opens with, unnamed: "" if it does not.

    >>> opened("A shopkeeper who tackled a robber has met the officers."), opened("Police were called.")
    ('A shopkeeper', '')
    >>> opened("The county's Police and Crime Commissioner has accused ministers.")
    "The county's Police and Crime Commissioner"
    """
    found = _OPENED.match(body)
    return found["who"] if found else ""


def _before(body: str, start: int) -> Stated | None:
    """Return the words of the same phrase before the name, its titles included."""
    window = body[max(0, start - 100) : start].rstrip(" ")
    offset = max(0, start - 100)
    comma = window.endswith(",")
    window = window[:-1] if comma else window
    mark = _LAST_MARK.match(window)
    cut = mark.end() if mark else 0
    is_in_front = comma and _IN_FRONT.match(window[cut:].lstrip()) is not None
    verb = cut if is_in_front else max((one.end() for one in _VERB.finditer(window, cut)), default=cut)
    text = window[max(cut, verb) :]
    begin = offset + max(cut, verb) + len(text) - len(text.lstrip())
    text = text.strip()
    if not text or len(text.split()) > 10 or not _STARTS.match(text):
        return None
    if (
        comma
        and not is_in_front
        and text.split()[0].lower()
        not in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "its",
            "their",
            "one",
            "defending",
            "prosecuting",
            "sentencing",
            "mitigating",
        )
        and not _OWNED.match(text)
    ):
        return None
    if len(text.split()) == 1 and text.lower() in ("the", "a", "for", "of", "in"):
        return None
    return Stated(begin, begin + len(text), text)
