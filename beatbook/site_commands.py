"""The commands that build the site and serve it."""

from pathlib import Path
from typing import Annotated

import typer


def site(
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Into this folder, to be shared; not beside the book.")
    ] = None,
) -> None:
    """Build the pages of the snapshot: open site/current/index.html."""
    from beatbook.book import opened
    from beatbook.screen import out
    from beatbook.site import build
    from warehouse.home import Home

    home = Home.from_env()
    if to is None:
        built = build.shelve(home)
    else:
        with opened(home) as book:
            built = build.write(book, to.resolve())
    said = "It was there already" if built.unchanged else f"{built.files:,} files"
    out().print(f"{built.folder / 'index.html'}\n{said}, {built.size / 1e6:.1f} MB.", soft_wrap=True)


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
) -> None:
    """Serve the pages on 127.0.0.1 with search and full texts, until Ctrl-C."""
    import socket

    import uvicorn

    from beatbook.refusal import Refusal
    from beatbook.screen import out, say
    from beatbook.site import build, server
    from warehouse.home import Home

    home = Home.from_env()
    build.shelve(home)
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((server.HOST, port))
    except OSError as problem:
        raise Refusal(f"Port {port} is taken ({problem.strerror}): name another with --port.") from problem
    out().print(f"http://{server.HOST}:{listening.getsockname()[1]}/", soft_wrap=True)
    say("Ctrl-C ends it. Nobody but this machine can reach it.", style="dim")
    config = uvicorn.Config(
        server.app(home, home.sites / build.CURRENT),
        log_level="warning",
        server_header=False,
        limit_concurrency=64,
        timeout_keep_alive=5,
    )
    uvicorn.Server(config).run(sockets=[listening])
