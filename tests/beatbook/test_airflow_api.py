"""A server that fails for a moment is asked again, and a run that it began is not begun twice."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from beatbook import airflow_api
from beatbook.airflow_api import AirflowApi

AT = "2026-11-20T09:00:00Z"


class Failing:
    """Answers 500 so many times, then as it should; a run begins when it is first asked for."""

    def __init__(self, times):
        self.times, self.asked, self.begun = times, [], []

    def answer(self, method, path, body):
        self.asked.append(method)
        name = (body or {}).get("dag_run_id")
        known = name in self.begun
        if method == "POST":
            self.begun.append(name)
        if len(self.asked) <= self.times:
            return 500, {}
        if method == "POST" and known:
            self.begun.remove(name)
            return 409, {"detail": "a run of this name is there"}
        if "dagRuns" in path:
            run = {"dag_id": "collect", "dag_run_id": self.begun[0], "state": "queued", "conf": {}}
            return 200, {**run, "partition_key": None, "queued_at": AT, "run_after": AT}
        return 200, {"dags": [{"dag_id": "collect"}]}


@pytest.fixture
def server(monkeypatch):
    """A server that fails as often as the test says; yields a function from that to its API and itself."""
    monkeypatch.setattr(airflow_api, "PAUSES", (0.0, 0.0, 0.0))
    opened = []

    def open_(times):
        failing = Failing(times)

        class Answers(BaseHTTPRequestHandler):
            def reply(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                code, said = failing.answer(self.command, self.path, json.loads(body) if body else None)
                told = json.dumps(said).encode()
                self.send_response(code)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_PATCH = do_POST = reply

            def log_message(self, *_):
                """Keep quiet: the test says what it was asked."""

        listening = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        opened.append(listening)
        return AirflowApi(listening.server_address[1]), failing

    yield open_
    for listening in opened:
        listening.shutdown()
        listening.server_close()


def test_a_server_that_fails_for_a_moment_is_asked_again(server):
    api, failing = server(2)
    assert api.dags() == {"collect"}
    api.unpause("collect")
    assert failing.asked == ["GET", "GET", "GET", "PATCH"]


def test_a_run_that_was_begun_though_the_server_failed_is_not_begun_again(server):
    api, failing = server(1)
    assert api.trigger("collect", {}).run_id == failing.begun[0]
    assert failing.asked == ["POST", "POST", "GET"]
    assert len(failing.begun) == 1


def test_a_server_that_goes_on_failing_is_given_up(server):
    api, failing = server(99)
    with pytest.raises(httpx.HTTPStatusError):
        api.trigger("collect", {})
    assert failing.asked == ["POST"] * 4
    assert len(set(failing.begun)) == 1
