"""Single documents, asked for with the crawler's own manners: in numbers, within domains, after a death."""

import pytest
from the_echo import HOST, Play

from beatbook.newsstand.response import document, redirect
from spiders.asking import Asking, AskingFailed
from spiders.outcomes import Outcome
from spiders.politeness import NotPolite

ALL = ("echo.test",)
LONG = "x" * 1500


def test_hundreds_of_questions_and_large_answers_do_not_wait_for_one_another(play: Play) -> None:
    large = document("y" * 300_000, "text/plain")
    stand = play(
        {
            HOST: {
                "/robots.txt": document("User-agent: *\nDisallow: /private", "text/plain"),
                f"/{LONG}": large,
            }
        }
    )
    stand.put(HOST, "/away", redirect("http://elsewhere.test/"))
    questions = [(f"http://{HOST}/{LONG}?{n}", ALL) for n in range(150)]
    for number in range(150):
        stand.put(HOST, f"/{LONG}?{number}", large)
    questions += [
        (f"http://{HOST}/private/a", ALL),
        (f"http://{HOST}/away", ALL),
        ("http://elsewhere.test/", ALL),
    ]
    with Asking() as asking:
        answers = dict(asking.all(questions))
        again = asking.one(f"http://{HOST}/lost", ALL)
    assert sorted(answers) == list(range(len(questions)))
    assert {answers[number].body for number in range(150)} == {large.body}
    assert [answers[number].outcome for number in range(150, 153)] == [
        Outcome.ROBOTS_DENIED,
        Outcome.REDIRECTED_OFF_DOMAIN,
        Outcome.OFF_DOMAIN,
    ]
    assert (again.outcome, again.status) == (Outcome.GONE, 404)
    assert stand.requests[HOST, "/robots.txt"] == 1
    assert not [host for host, _ in stand.requests if host != HOST]


def test_a_process_that_died_is_told(play: Play) -> None:
    play({HOST: {}})
    with pytest.raises(AskingFailed, match="process died"), Asking() as asking:
        assert asking._process is not None
        asking._process.kill()
        asking.one(f"http://{HOST}/", ALL)


def test_nobody_is_asked_without_a_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BEATBOOK_NEWSSTAND", raising=False)
    monkeypatch.delenv("BEATBOOK_CONTACT", raising=False)
    with pytest.raises(NotPolite, match="BEATBOOK_CONTACT"):
        Asking()
