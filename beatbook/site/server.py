"""Serves a built site on this machine only, and answers what files cannot: search and whole texts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beatbook.formats import as_csv, as_json
from beatbook.site import pages, shards
from beatbook.site.answers import of, plain
from warehouse import query
from warehouse.home import Home

HOST = "127.0.0.1"
SECONDS = 10.0  # for one answer
FOUND = 50  # articles that a search gives
EXPORTED = 10_000  # rows
LETTERS = 200  # of a question
AT_ONCE = 2  # questions; more wait
HEADERS = {
    "content-security-policy": f"{pages.CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",  # another page may not read our data as its script
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}
Answer = Callable[[query.Connection, dict[str, str]], Response]


class Guarded:
    """Adds the headers that keep other sites out to every response, and refuses all but reading."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            await Response("This server only reads.\n", 405, {"allow": "GET, HEAD"})(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = dict(message["headers"]) | {
                    name.encode(): value.encode() for name, value in HEADERS.items()
                }
                message["headers"] = list(headers.items())
            await send(message)

        await self.app(scope, receive, guarded)


def app(home: Home, folder: Path) -> Starlette:
    """Return the server of a site's folder and of the snapshot that the home publishes when it is asked."""
    one_by_one = anyio.CapacityLimiter(AT_ONCE)

    def route(path: str, answer: Answer) -> Route:
        async def endpoint(request: Request) -> Response:
            asked = {key: value[:LETTERS] for key, value in request.query_params.items()}
            return await anyio.to_thread.run_sync(_answered, home, answer, asked, limiter=one_by_one)

        return Route(path, endpoint, methods=["GET"])

    return Starlette(
        routes=[
            route("/api/about", about),
            route("/api/search", search),
            route("/api/article", article),
            route("/api/evidence", evidence),
            route("/api/export", export),
            Route("/data/serving.js", _serving),
            Mount("/", StaticFiles(directory=folder, html=True)),
        ],
        middleware=[
            Middleware(Guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"], www_redirect=False),
        ],
    )


def about(con: query.Connection, asked: dict[str, str]) -> Response:
    """Return the snapshot that answers."""
    return JSONResponse({name: plain(value) for name, value in query.snapshot(con).items()})


def search(con: query.Connection, asked: dict[str, str]) -> Response:
    """Return the best articles for the words of `q`, at most FOUND, and whether there are more."""
    found = query.search(con, asked.get("q", ""), limit=FOUND + 1, outlet=asked.get("outlet") or None)
    rows = of("", found).dicts()
    return JSONResponse({"rows": rows[:FOUND], "more": len(rows) > FOUND})


def article(con: query.Connection, asked: dict[str, str]) -> Response:
    """Return the article that `id` names, with its text, its evidence and who speaks in it."""
    found = of("", query.article(con, asked.get("id", ""))).dicts()[0]
    named = found["article_id"]
    return JSONResponse(
        {
            "article": found,
            "copy": plain(query.copy(con, named)),
            "evidence": of("", query.evidence(con, named)).dicts(),
            "voices": of("", query.heard(con, named)).dicts(),
        }
    )


def evidence(con: query.Connection, asked: dict[str, str]) -> Response:
    """Return the spans of the article that `id` names which are evidence for its topics and entities."""
    named = query.article(con, asked.get("id", ""))["article_id"][0].as_py()
    return JSONResponse({"rows": of("", query.evidence(con, named)).dicts()})


def export(con: query.Connection, asked: dict[str, str]) -> Response:
    """Return the first EXPORTED rows of the table or view `table`, as csv or json; a header tells of more."""
    name, form = asked.get("table", ""), asked.get("form", "csv")
    query.require_table(con, name)
    if form not in ("csv", "json"):
        raise query.QuestionError(f"form can be csv or json, not {form!r}.")
    sql = "from query_table($name) limit $rows"
    found = query.sql(con, sql, {"name": name, "rows": EXPORTED + 1}, seconds=SECONDS)
    headers = {
        "content-disposition": f'attachment; filename="{name}.{form}"',
        "beatbook-rows": f"{min(len(found), EXPORTED)}{' of more' if len(found) > EXPORTED else ''}",
    }
    rows = found.slice(0, EXPORTED)
    if form == "csv":
        return Response(as_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(as_json(rows.to_pylist()), media_type="application/json", headers=headers)


def _answered(home: Home, answer: Answer, asked: dict[str, str]) -> Response:
    """Return the answer of the snapshot that is published now, or in words why there is none."""
    try:
        with query.open(home) as con, query.within(con, SECONDS):
            return answer(con, asked)
    except query.UnknownArticle as problem:
        return _refused(problem, 404)
    except query.DamagedBook as problem:
        return _refused(problem, 500)
    except query.TimeLimit as problem:
        return _refused(problem, 503)
    except query.QuestionError as problem:
        return _refused(problem, 400)


def _refused(problem: query.QuestionError, status: int) -> Response:
    return JSONResponse({"error": str(problem), "near": list(problem.near)}, status)


async def _serving(request: Request) -> Response:
    """Return the shard by which pages know that a server answers; a built site says that none does."""
    said: dict[str, Any] = {"search": True}
    return Response(shards.script("serving", said), media_type="text/javascript; charset=utf-8")
