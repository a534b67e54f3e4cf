"""The daily digest: its days, what it finds, its faces, and that nothing an outlet wrote can act in it."""

import datetime as dt
import json
import re
import shutil
from html.parser import HTMLParser

import pytest
from press_book import BURST, HOSTILE, SCRIPTED

from beatbook.book import opened
from beatbook.digest import asking, changes, chat_face, findings, gathering, html_face, shelving, text_face
from beatbook.digest.lines import Change, Digest, Line, Piece, Section, web
from beatbook.digest.links import BESIDE, Links, named
from beatbook.digest.window import Window, alone, window
from beatbook.formats import as_json
from beatbook.printable import printable
from beatbook.refusal import Refusal
from warehouse import query
from warehouse.home import Home

DAY = dt.date(2026, 10, 31)  # the last whole day of both books


def moment(said):
    return dt.datetime.fromisoformat(said)


ASKED = moment("2026-11-01 05:00")
AUTUMN = Window(dt.date(2026, 10, 5), DAY, moment("2026-10-05"), moment("2026-12-31"))


@pytest.fixture(scope="module")
def autumn(press):
    return gathering.gather(press, AUTUMN)


def section(digest, name):
    (found,) = [each for each in digest.sections if each.name == name]
    return found


def test_a_digest_begins_where_the_last_ended_whatever_days_were_missed():
    first = window(DAY, ASKED, [])
    assert (first.since, first.days) == (dt.date(2026, 10, 25), 7)
    later = window(dt.date(2026, 11, 4), moment("2026-11-05 05:00"), [first])
    assert (later.since, later.seen_after) == (dt.date(2026, 11, 1), first.seen_until)
    assert window(DAY, moment("2026-11-01 09:00"), [first]) == first, "a second publish tells the same days"
    assert window(dt.date(2026, 10, 1), ASKED, [first]).days == 7, "an older book begins anew"


def test_a_window_of_one_day_has_london_hours():
    summer = alone(dt.date(2026, 7, 6))
    assert (summer.seen_after, summer.seen_until) == (
        moment("2026-07-05 23:00"),
        moment("2026-07-06 23:00"),
    )


def test_the_last_whole_day_is_the_one_before_the_outlets_were_last_asked(book, press):
    with opened(book, quiet=True) as small:
        assert asking.last_window(small, []).day == DAY
    assert asking.last_window(press, []).day == dt.date(2026, 10, 29), "a demo's press has closed"


def test_a_burst_tells_what_made_it(autumn):
    lines = {line.day: line for line in section(autumn, "bursts").lines}
    burst = lines[BURST]
    assert "Four articles in three outlets on 21 Oct 2026, where none was expected." in burst.said
    assert "Jordan Vale" in burst.said
    assert len(burst.articles) == 4
    assert len({piece.outlet for piece in burst.articles[:3]}) == 3, "each outlet before any has two"


def test_stories_of_several_outlets_are_told_and_the_others_counted(autumn):
    told = section(autumn, "stories")
    vale = next(
        line
        for line in told.lines
        if "Vale" in line.title or any("Vale" in p.headline for p in line.articles)
    )
    assert "Three outlets" in vale.said
    assert "had one outlet each" in told.note


def test_silence_is_told_of_those_who_were_seen_and_of_no_press_office(press):
    story = query.sql(
        press.connection,
        "select story_id, label, first_day from article_stories join stories using (story_id) "
        "where article_id = (select article_id from articles where headline like 'Quad bikes%')",
    ).to_pylist()[0]
    line = findings.silence(press, story)
    assert "Run by The Gazette." in line.said
    assert "Silent, though seen on every day of it:" in line.said
    assert "The Voice" in line.said
    assert "Marsh Police" not in line.said


def test_who_was_blind_is_not_called_silent(press):
    august = alone(dt.date(2026, 8, 11))
    digest = gathering.gather(press, august)
    echo = printable(SCRIPTED)
    assert digest.unseen == (f"{echo} could not be seen on 11 Aug 2026: what it ran then is not known.",)
    assert all(f"silent: {echo}" not in line.said for line in section(digest, "silences").lines)
    assert section(digest, "sources").lines[0].title == echo


def test_releases_say_who_ran_them_and_those_that_nobody_ran_come_first(autumn):
    unrun, ran = section(autumn, "releases").lines
    assert unrun.title == "Open day at Marsh station"
    assert "Nobody ran it, of three outlets that we saw." in unrun.said
    assert "Run by The Gazette; up to 100% of its words were printed." in ran.said
    assert "one release that nobody ran" in autumn.headline


def test_where_nobody_looked_again_no_edit_could_be_seen(press):
    august = alone(dt.date(2026, 8, 11))
    assert changes.edits(press, august).note == "No article was looked at again, so no edit could be seen."


def test_every_line_opens_down_to_a_statement_that_gives_rows(press, autumn):
    lines = [line for _, line in autumn.numbered()]
    assert len(lines) > 5
    empty = [line.sql for line in lines if not query.sql(press.connection, line.sql).num_rows]
    assert empty == []


def test_a_quiet_day_says_so_in_a_sentence(press):
    digest = gathering.gather(press, alone(dt.date(2026, 7, 19)))
    assert digest.is_quiet
    assert digest.headline == "Nothing that we hold was published."
    busy = gathering.gather(press, alone(dt.date(2026, 10, 6)))
    assert busy.headline.startswith("A quiet day: ")


def test_text_fits_a_terminal_but_for_what_must_not_be_broken(autumn):
    shown = text_face.text(autumn, Links("https://desk.example.org/beat/"))
    wide = [each for each in shown.splitlines() if len(each) > 78]
    assert all(re.match(r"\s*(\d+\. )?(beatbook |https?://)", each) for each in wide)
    assert "https://desk.example.org/beat/stories.html#story=" in shown


def test_a_statement_is_written_as_a_shell_takes_it(autumn):
    import shlex

    for _, line in autumn.numbered():
        assert shlex.split(text_face.command(line.sql)) == [line.sql]


def hostile(text):
    """A digest in which every text that an outlet writes is this one."""
    line = asking.safe({"text": text})["text"]
    piece = Piece("id", line, line, web(text))
    told = Line(
        "k", line, line, "select 1", "index.html", DAY, None, (piece,), (Change("softened", line, line),)
    )
    said = (Section(name, name, (told,), "", 1) for name in ("bursts", "edits"))
    return Digest(AUTUMN, "A headline.", "Seen.", (line,), tuple(said), "As of", "s", True)


@pytest.mark.parametrize("text", [*HOSTILE, SCRIPTED, "\x1b]0;owned\x07\x9b2J\nBcc: x\r\n\u2028y", "\ud800"])
def test_what_outlets_wrote_stays_text(text):
    digest = hostile(text)
    faces = [
        text_face.text(digest, Links()),
        html_face.html(digest, Links(BESIDE)),
        as_json(digest.plain()),
        chat_face.chat(digest, Links()),
    ]
    for shown in faces:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069\ud800]", shown)
    assert printable(" ".join(text.split())) in " ".join(faces[0].split())
    assert not {name for name, _ in Tags(faces[1]).tags} & {"script", "img", "svg", "b"}


class Tags(HTMLParser):
    """Collects what a browser or a mail program would act on."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.links = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.links += [value for name, value in attributes if name in ("href", "src", "background")]


@pytest.mark.parametrize("site", [None, BESIDE, "https://desk.example.org/"])
def test_the_page_runs_nothing_fetches_nothing_and_links_to_the_web_alone(autumn, site):
    page = html_face.html(autumn, Links(site))
    found = Tags(page)
    names = {name for name, _ in found.tags}
    assert not names & {"script", "img", "link", "iframe", "svg", "form", "object", "base"}
    assert not any(key.startswith("on") for _, attributes in found.tags for key in attributes)
    assert "url(" not in page
    starts = ("#sql-", "http://", "https://", *([site] if site else []))
    assert [link for link in found.links if not link.startswith(starts)] == []
    assert "javascript:" not in page
    assert page.count("prefers-color-scheme: dark") == 1


def test_the_page_has_an_answer_to_each_of_its_own_links(autumn):
    page = html_face.html(autumn, Links())
    found = Tags(page)
    ids = {attributes["id"] for _, attributes in found.tags if "id" in attributes}
    wanted = {link[1:] for link in found.links if link.startswith("#")}
    assert wanted == ids
    assert len(wanted) == len(list(autumn.numbered()))


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("http://example.org/é\u202e", "http://example.org/%C3%A9%E2%80%AE"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("JavaScript://example.org/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/", None),
        ("http://", None),
        ("http://[", None),
        (None, None),
        ("https://example.org/\nSubject: x", "https://example.org/%0ASubject:%20x"),
    ],
)
def test_only_web_addresses_are_linked(url, linked):
    assert web(url) == linked


def test_the_sites_address_must_be_one(monkeypatch):
    monkeypatch.setenv("BEATBOOK_SITE_URL", "https://desk.example.org/beat")
    assert named() == "https://desk.example.org/beat/"
    monkeypatch.setenv("BEATBOOK_SITE_URL", "javascript:alert(1)")
    with pytest.raises(Refusal, match="BEATBOOK_SITE_URL must be"):
        named()


@pytest.fixture
def home(book, tmp_path) -> Home:
    """The small book, moved to where digests may be kept."""
    return Home(shutil.copytree(book.root, tmp_path / "told", symlinks=True))


def test_the_command_prints_a_digest_and_keeps_it(answer, home):
    shown = answer("digest", home=home.root)
    assert shown.startswith("BEATBOOK")
    assert "25 to 31 Oct 2026" in shown.splitlines()[0]
    kept = home.digests / "2026-10-31"
    assert sorted(path.name for path in kept.iterdir()) == ["digest.html", "digest.json", "digest.txt"]
    told = json.loads(answer("digest", "--format", "json", home=home.root))
    assert json.loads((kept / "digest.json").read_text()) == told
    assert told["window"]["since"] == "2026-10-25"
    assert answer("digest", "--format", "html", home=home.root) == (kept / "digest.html").read_text()


def test_another_day_is_told_by_itself_and_not_kept(answer, home):
    told = json.loads(answer("digest", "--day", "2026-10-07", "--format", "json", home=home.root))
    assert (told["window"]["since"], told["window"]["day"]) == ("2026-10-07", "2026-10-07")
    assert not (home.digests / "2026-10-07").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ["--day", "2026-11-01"],
            "2026-11-01 is not over, or was not crawled yet: the last whole day is 2026-10-31",
        ),
        (["--day", "soon"], "--day soon: expected a day"),
        (["--again"], "--again goes with --send"),
        (["--send"], "BEATBOOK_NOTIFY names nobody"),
    ],
)
def test_what_cannot_be_told_is_refused(answer, home, words, complaint):
    assert complaint in answer("digest", *words, code=2, home=home.root)


def test_a_broken_digest_is_named(answer, home):
    (home.digests / "2026-10-20").mkdir(parents=True)
    (home.digests / "2026-10-20" / shelving.JSON).write_text("{")
    assert "digest.json is no digest" in answer("digest", code=2, home=home.root)
