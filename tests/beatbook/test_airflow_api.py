"""A server that fails for a moment is asked again, but never told twice to start a run."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from beatbook import airflow_api
from beatbook.airflow_api import AirflowApi


@pytest.fixture
def failing(monkeypatch):
    """A server that answers 500 twice, then as it should; yields its API and what it was asked."""
    monkeypatch.setattr(airflow_api, "PAUSES", (0.0, 0.0, 0.0))
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def answer(self):
            asked.append(self.command)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.dumps({"dags": [{"dag_id": "collect"}]}).encode()
            self.send_response(200 if len(asked) > 2 else 500)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PATCH = do_POST = answer

        def log_message(self, *_):
            """Keep quiet: the test says what it was asked."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield AirflowApi(server.server_address[1]), asked
        server.shutdown()


def test_what_may_be_asked_twice_is_asked_again(failing):
    api, asked = failing
    assert api.dags() == {"collect"}
    api.unpause("collect")
    assert asked == ["GET", "GET", "GET", "PATCH"]


def test_a_run_is_started_once_or_not_at_all(failing):
    api, asked = failing
    with pytest.raises(httpx.HTTPStatusError):
        api.trigger("collect", {})
    assert asked == ["POST"]
