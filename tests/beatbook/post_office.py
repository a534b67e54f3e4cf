"""A web hook and a mail server on loopback, which keep what they are sent."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Hook(ThreadingHTTPServer):
    """Keeps each JSON document that is posted, and answers with `status`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Post)
        self.received, self.status = [], 200

    @property
    def address(self):
        return f"json://somebody:secret-word@127.0.0.1:{self.server_port}/hook"


class _Post(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.received.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


class Mail(socketserver.ThreadingTCPServer):
    """Keeps each mail that it is handed: enough SMTP (RFC 5321) for one client."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.received = []

    @property
    def address(self):
        port = self.server_address[1]
        return f"mailto://127.0.0.1:{port}?from=beat@desk.example&to=desk@desk.example&mode=insecure&smtp=127.0.0.1"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 loopback")
        for heard in self.rfile:
            word = heard[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                raw = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
                self.server.received.append(message_from_bytes(raw, policy=policy.default))
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def serving(server) -> Iterator:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
