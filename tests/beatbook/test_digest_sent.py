"""What leaves the machine: each thing once, to everybody named, and no address in any log."""

import datetime as dt
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from post_office import Hook, Mail, serving
from press_book import TOPIC

from beatbook.digest import daily, sending, telling
from beatbook.digest.ledger import FAILED, SENT, Ledger
from beatbook.digest.sending import Message, fitting, harmless, send, targets
from beatbook.refusal import Refusal
from warehouse.home import Home

DAY = dt.date(2026, 10, 31)
NOON, NIGHT = (dt.datetime(2026, 11, 1, hour, tzinfo=dt.UTC) for hour in (12, 23))
TOLD = Message(("digest:2026-10-31",), "A title", "A text.\n", "<p>A page.</p>", "the rest")


@pytest.fixture
def home(book, tmp_path):
    return Home(shutil.copytree(book.root, tmp_path / "told", symlinks=True))


@pytest.fixture
def hook(monkeypatch):
    with serving(Hook()) as server:
        monkeypatch.setenv("BEATBOOK_NOTIFY", server.address)
        yield server


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "sent.sqlite")


def test_the_digest_is_sent_once_for_a_day_however_often_it_is_published(home, hook):
    first, second = daily.daily(home, NOON), daily.daily(home, NOON)
    assert (first.problems, second.problems) == ([], [])
    (received,) = hook.received
    assert received["title"].startswith("Beatbook, 25 to 31 Oct 2026: ")
    assert "1 of 2 outlets was seen on every one" in received["message"]
    assert Ledger.of(home).doubts(telling.notice(DAY)) == []


def test_mail_gets_the_page_and_one_subject_line(home, monkeypatch):
    with serving(Mail()) as server:
        monkeypatch.setenv("BEATBOOK_NOTIFY", server.address)
        assert daily.daily(home, NOON).problems == []
        long = replace(TOLD, notices=("long",), html=f"<p>{'word ' * 20_000}</p><p>The end.</p>")
        assert send(long, targets()[0], Ledger.of(home)) == SENT
        mail, whole = server.received
    assert "The end." in whole.get_body(("html",)).get_content()
    assert mail["subject"].startswith("Beatbook, 25 to 31 Oct 2026")
    page = mail.get_body(("html",)).get_content()
    assert "What gives each line again" in page
    assert "../../site" not in page, "a mail is nowhere beside the site"
    assert mail.get_body(("plain",)) is not None


def test_no_text_can_become_a_header_of_a_mail(ledger, monkeypatch):
    with serving(Mail()) as server:
        monkeypatch.setenv("BEATBOOK_NOTIFY", server.address)
        forged = Message(("n",), "Told\r\nBcc: all@desk.example\n\n<script>", "text", "<p>page</p>", "rest")
        assert send(forged, targets()[0], ledger) == SENT
        (mail,) = server.received
    assert mail["bcc"] is None
    assert "Bcc" in mail["subject"]


def test_a_message_that_did_not_arrive_is_not_sent_again_until_somebody_asks(home, hook, answer, monkeypatch):
    hook.status = 500
    done = daily.daily(home, NOON)
    assert len(done.problems) == 1
    assert "The digest of 2026-10-31 did not reach JSON 1" in done.problems[0]
    hook.status = 200
    assert daily.daily(home, NOON).problems == [], "it is said once"
    assert len(hook.received) == 1
    answer("digest", "--send", home=home.root)
    assert len(hook.received) == 1
    answer("digest", "--send", "--again", home=home.root)
    answer("digest", "--send", "--again", home=home.root)
    assert len(hook.received) == 2


KILLED = """
import os, signal, sys
from pathlib import Path
from beatbook.digest import sending
from beatbook.digest.ledger import Ledger
from beatbook.digest.sending import Message
sending._delivered = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
told = Message(("digest:2026-10-31",), "A title", "A text.", "<p>A page.</p>", "rest")
sending.send(told, sending.targets()[0], Ledger(Path(sys.argv[1])))
"""


def test_whoever_is_killed_between_intent_and_sending_never_sends_twice(hook, ledger):
    killed = subprocess.run([sys.executable, "-c", KILLED, ledger.path], env=os.environ.copy(), timeout=60)
    assert killed.returncode == -signal.SIGKILL
    (to,) = targets()
    assert send(TOLD, to, ledger) is None
    assert hook.received == []
    (doubt,) = telling.doubts(DAY, ledger)
    assert "may not have reached JSON 1" in doubt
    assert "beatbook digest --day 2026-10-31 --send --again" in doubt
    assert send(TOLD, to, ledger, again=True) == SENT
    assert telling.doubts(DAY, ledger) == []


def test_of_many_who_send_at_once_one_does(hook, ledger):
    (to,) = targets()
    crowd = [threading.Thread(target=send, args=(TOLD, to, ledger)) for _ in range(8)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert len(hook.received) == 1


def test_each_target_gets_it_and_one_that_is_added_later_too(ledger, monkeypatch):
    with serving(Hook()) as one, serving(Hook()) as other:
        monkeypatch.setenv("BEATBOOK_NOTIFY", one.address)
        sending.failures(TOLD, targets(), ledger)
        monkeypatch.setenv("BEATBOOK_NOTIFY", f"{one.address}, {other.address}")
        assert sending.failures(TOLD, targets(), ledger) == []
        assert (len(one.received), len(other.received)) == (1, 1)


def test_a_configuration_file_of_apprise_names_them_too(ledger, monkeypatch, tmp_path):
    with serving(Hook()) as server:
        file = tmp_path / "apprise.conf"
        file.write_text(f"# the desk\n{server.address}\n")
        monkeypatch.setenv("BEATBOOK_NOTIFY", str(file))
        assert sending.failures(TOLD, targets(), ledger) == []
        assert len(server.received) == 1


@pytest.mark.parametrize(
    "said", ["secret-word://token", "json://", "/nowhere/secret-word.conf", "secret-word"]
)
def test_what_apprise_cannot_read_is_refused_without_being_said(said, monkeypatch, caplog, capfd):
    monkeypatch.setenv("BEATBOOK_NOTIFY", said)
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal, match="BEATBOOK_NOTIFY") as refused:
        targets()
    assert "secret-word" not in str(refused.value) + caplog.text + "".join(capfd.readouterr())


def test_no_secret_is_logged_whether_it_arrives_or_not(home, hook, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        hook.status = 500
        said = daily.daily(home, NOON)
    shown = caplog.text + "".join(capfd.readouterr()) + "".join(said.said + said.problems)
    assert "secret-word" not in shown
    assert str(hook.server_port) not in shown
    assert b"secret-word" not in (home.digests / "sent.sqlite").read_bytes()


def test_nothing_is_sent_where_nobody_is_named(home):
    assert daily.daily(home, NOON).problems == []
    assert (home.digests / "2026-10-31" / "digest.json").exists()


def test_a_wrong_address_does_not_keep_the_digest_from_being_written(home, monkeypatch):
    monkeypatch.setenv("BEATBOOK_NOTIFY", "secret-word://token")
    assert "cannot read" in daily.daily(home, NOON).problems[0]
    assert (home.digests / "2026-10-31" / "digest.json").exists()


@pytest.mark.parametrize("most", [20, 60, 200])
def test_a_long_text_is_cut_between_its_lines(most):
    text = "".join(f"line {number} of the text\n" for number in range(30))
    cut = fitting(text, most, "More.")
    assert len(cut) <= most
    assert cut.endswith("More.")
    assert set(cut.splitlines()) - {"…", "More."} <= set(text.splitlines())


@pytest.mark.parametrize("text", ["@everyone", "<!channel>", "<@U0123>", "@here now", "<#C01|x>"])
def test_no_headline_rings_a_whole_room(text):
    assert harmless(text) != text
    assert harmless(harmless(text)) == harmless(text)
    assert harmless("someone@example.org < 3") == "someone@example.org < 3"


ALERT = f"""name = "Searches"
topic = "{TOPIC}"
alert = "any"
quiet_hours = "22:00-07:00"
"""


@pytest.fixture
def watched(home):
    home.saved.mkdir()
    (home.saved / "searches.toml").write_text(ALERT)
    return home


def test_an_alert_waits_for_the_end_of_quiet_hours_and_is_sent_once(watched, hook):
    held = daily.alerts(watched, NIGHT)
    assert held.said == ["Searches: one article, held until 07:00."]
    assert hook.received == []
    daily.alerts(watched, NOON)
    daily.alerts(watched, NOON)
    (received,) = hook.received
    assert received["title"] == "Beatbook alert, Searches: one article"
    assert "http://www.gazette.example/3" in received["message"]


def test_an_alert_that_did_not_arrive_is_said_and_not_repeated(watched, hook):
    hook.status = 500
    assert daily.alerts(watched, NOON).problems == ["Alerts did not reach JSON 1: they are not sent again."]
    assert daily.alerts(watched, NOON).problems == []
    assert len(hook.received) == 1


def test_one_broken_query_stops_no_other(watched, hook):
    (watched.saved / "broken.toml").write_text('name = "x"\nalert = "any"\ntopic = "stop-and-serch"\n')
    done = daily.daily(watched, NOON)
    assert len(done.problems) == 1
    assert (
        "broken.toml: `topic`: the book has no 'stop-and-serch'. Did you mean stop-and-search"
        in done.problems[0]
    )
    assert len(hook.received) == 2, "the digest and the alert of the other"
    assert sorted(path.name for path in (watched.digests / "feeds").iterdir()) == ["searches.xml"]


def test_a_feed_goes_with_its_query(watched):
    daily.daily(watched, NOON)
    (watched.saved / "searches.toml").unlink()
    daily.daily(watched, NOON)
    assert list((watched.digests / "feeds").iterdir()) == []


def test_what_the_dag_runs_says_what_did_not_arrive_by_its_exit_code(watched, hook):
    (watched.saved / "searches.toml").write_text(ALERT.replace("quiet_hours", "# quiet_hours"))
    hook.status = 500
    failed = subprocess.run(
        [sys.executable, "-m", "beatbook.digest", "--alerts"],
        env={**os.environ, "BEATBOOK_HOME": str(watched.root)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert failed.returncode == 3
    assert "Alerts did not reach JSON 1" in failed.stdout
    assert "secret-word" not in failed.stdout + failed.stderr


def test_the_ledger_says_what_came_of_it(ledger):
    assert ledger.begin(["a", "b"], "t", "Mail 1") == ["a", "b"]
    ledger.end(["a"], "t", SENT)
    ledger.end(["b"], "t", FAILED)
    assert ledger.begin(["a", "b", "c"], "t", "Mail 1") == ["c"]
    assert ledger.begin(["a", "b", "c"], "t", "Mail 1", again=True) == ["b", "c"]
    assert ledger.known(["a", "z"], "t") == {"a"}
    assert ledger.begin(["a"], "another", "Mail 2") == ["a"]
