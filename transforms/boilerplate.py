"""What stands on an article's page without being the article: named by the page, or known by its words."""

import re
from functools import lru_cache

# Elements that never hold an article's running text.
SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video picture source track map area"
    " nav footer button form input select option textarea label dialog menu figure figcaption head title link meta"
    " rp rt progress meter datalist output frame frameset".split()
)

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DELIMITED = r"(?:^|[^a-z])(?:{})(?:$|[^a-z])"
_BOILERPLATE = re.compile(
    _DELIMITED.format(
        r"comments?|comment-?(?:list|section|area)|disqus|related\w*|recirc\w*|recommend\w*|promo\w*|newsletters?|nl"
        r"|subscri\w*|sign-?up|signin|registration|share|sharing|sharebar|social\w*|side-?bar|footer|breadcrumbs?"
        r"|by-?lines?|authors?|author-?(?:bio|box|info|name)\w*|bio|contributors?|captions?|credits?|advert\w*|ads?"
        r"|adslot|ad-?(?:slot|unit|container|wrapper)|sponsor\w*|taboola|outbrain|zergnet|trending|most-?(?:read|popular)|popular"
        r"|read-?(?:more|next|also)|more-?(?:on|from|stories|news)|also-?read|see-?also|teasers?|tags?|tag-?list|topics?"
        r"|toolbar|nav|navigation|menu|cookies?|consent|gdpr|donat\w*|fundrais\w*|membership|carousel"
        r"|slideshow|gallery|players?|tweet|twitter\w*|instagram\w*|facebook\w*|tiktok\w*|embeds?|polls?|quiz"
        r"|copyright|disclaimer|print|follow\w*|pagination|pager|time-?stamp|sr-only|visually-?hidden|visuallyhidden"
        r"|screen-?reader\w*|skip-?link|login|pop-?up|modal|overlay|banner|call-?to-?action|cta|pull-?quotes?"
        r"|headline-?list|latest-?news|next-?(?:article|story)|up-?next|feedback|notification|correction-?link"
        r"|reading-?time|read-?time|image-?(?:caption|credit)|figure|media-?(?:caption|credit)|apple-?news|whatsapp"
        r"|app-?(?:banner|promo)|marketing|inline-?(?:related|promo|links?|story)|jump-?links?|article-?meta|meta-?data"
        r"|hidden|is-?hidden|hide|d-none|toc|table-of-contents|kicker|eyebrow|affiliate|commerce|comments-\w+|livefyre|trust-?project"
    )
)
_STANDFIRST = re.compile(
    _DELIMITED.format(
        r"standfirst|dek|deck|sub-?head(?:ing|line)?s?|sub-?title|sub-?deck|strap-?line|article-?(?:summary|intro|excerpt|lead)"
        r"|summary|excerpt|lead-?(?:text|in)|lede|bajada|post-?excerpt|tagline|synopsis|blurb"
    )
)
_NEVER = re.compile(
    r"(?:^|\s)(?:comments?(?:[_-][\w-]+)?|disqus\S*|livefyre\S*|\S*(?:cookie|consent|onetrust|gdpr)\S*)(?=\s|$)"
)
_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "banner", "search", "dialog", "button", "menu"}
)

_OPENERS = re.compile(
    r"^\W*(?:read (?:more|next|also|the full|this|our)|also read|see also|more (?:on|from|in) (?:this|the)|more from"
    r"|related(?: (?:articles?|stories|content|topics|news|coverage))?\s*(?::|$)|recommended(?: (?:articles?|stories|reading))?\s*(?::|$)|click here|tap here|sign up|subscribe"
    r"|register (?:here|now|for)|download (?:the|our)|follow us|follow (?:the|our) .{0,40}(?:on|channel)|join (?:our|us)|share (?:this|on)"
    r"|watch(?: (?:more|now|live|the video))?\s*:|listen(?: (?:to|now))?\s*:|photo(?:graph)?s?(?: by)?\s*:|image(?: credit| source)?\s*:"
    r"|picture\s*:|credit\s*:|source\s*:\s*\w+\s*$|advertisement|advert\b|story continues|article continues"
    r"|continue reading|scroll (?:down|to)|(?:(?:this|the) (?:article|story|post|piece|interview) )?(?:was |is )?(?:first|originally) (?:published|appeared)|our website is"
    r"|(?:all )?rights reserved|copyright\b|©|\(c\) |comments?\s*(?:\(\d+\))?$|\d+ comments?$|view comments"
    r"|leave a (?:comment|reply)|have your say|got a (?:story|tip)|do you have a story|if you have a (?:story|tip)"
    r"|get in touch (?:with|by)|contact (?:our|the) (?:news|reporter|author)|email (?:us|the author|your)|you (?:may|might) (?:also )?like"
    r"|don['’]t miss|most (?:read|popular)|trending|top stories|latest (?:news|stories|headlines)\b\W*$|editor['’]?s['’]? (?:picks?|choice)"
    r"|newsletter|get (?:the|our|all the) (?:latest|best|top|day|breaking)|stay (?:up to date|informed|across)|support (?:our|us|the|independent)"
    r"|donate|become a (?:member|supporter)|make a (?:donation|contribution)|fighting fund|published\s*:|updated\s*:|last updated"
    r"|posted (?:on|by)|tags?\s*:|topics?\s*:|filed under|loading\b|opens? in (?:a )?new|please (?:enable|turn on|sign in|log ?in)"
    r"|by (?:signing|clicking|entering|subscribing)|we use cookies|accept (?:all )?cookies|this site is protected"
    r"|your (?:support|contribution|donation)|reporting by .{3,80}[;:]|our standards\s*:|(?:additional|further) reporting by"
    r"|for more (?:news|stories|information,? (?:visit|click|see))|to (?:read|see|view) more|view (?:more|gallery|image|in) |thank you for"
    r"|\[?(?:see|view|watch) (?:also|video|gallery)|(?:what to )?read next|more news|more stories|getty images|\d+ min(?:ute)?s? read)",
    re.IGNORECASE,
)


@lru_cache(maxsize=100_000)
def is_boilerplate(marks: str) -> bool:
    """Return whether an element that the page calls so is furniture.

    >>> is_boilerplate("article-related-links"), is_boilerplate("ArticleBody headlines")
    (True, False)
    """
    return bool(_BOILERPLATE.search(_CAMEL.sub("-", marks).lower()))


@lru_cache(maxsize=100_000)
def is_standfirst(marks: str) -> bool:
    """Return whether an element that the page calls so is the standfirst.

    >>> is_standfirst("article__standfirst"), is_standfirst("article-body")
    (True, False)
    """
    return bool(_STANDFIRST.search(_CAMEL.sub("-", marks).lower()))


@lru_cache(maxsize=100_000)
def is_never_article(marks: str) -> bool:
    """Return whether an element that the page calls so is furniture however much text it holds.

    >>> is_never_article("onetrust-consent-sdk"), is_never_article("page comments-enabled has-sidebar")
    (True, False)
    """
    words = marks.lower().replace("comments-enabled", "")
    return bool(_NEVER.search(words))


def is_boilerplate_role(role: str) -> bool:
    """Return whether an ARIA role belongs to furniture."""
    return role in _ROLES


def is_boilerplate_line(text: str) -> bool:
    """Return whether a line is furniture by its words, as English-language outlets print them.

    A long paragraph is never judged by how it opens: people say "Sign up" in stories too.

    >>> is_boilerplate_line("Read more: Met to scrap unit"), is_boilerplate_line("Read the riot act, he did.")
    (True, False)
    """
    return len(text) <= 280 and bool(_OPENERS.match(text))
