"""Times our page Attention in a headless Chromium beside a Streamlit page with the same answer, in one run.

    make bench-dashboard                    a million articles; SIZE=100k or SIZE=20k for others
    python -m benchmarks.dashboard --home data/demo

Wall milliseconds as the browser measures them, the middle of several: until anything is painted (first
contentful paint), until the figures stand, and from the choice of another topic until its figures stand.
Each page is asked without a cache. Ours is opened from disk, as it is shared; Streamlit runs on loopback.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import beatbook
from beatbook.site import build
from benchmarks.queries import SIZES
from benchmarks.queries_book import fill
from warehouse.home import Home

TIMES = 5
Times = tuple[float, float, float]  # until painted, until drawn, until drawn again, ms
TOPICS = "select topic from topics order by topic"
SECONDS = 60.0
PEER = Path(__file__).with_name("dashboard_peer.py")
# Notes when what a page says of itself changes: ours counts its drawings, the peer names what it has drawn.
WATCH = """
window.drawn = {};
const told = () => [...document.querySelectorAll('[data-testid=stCaptionContainer]')]
  .map((one) => one.textContent).find((text) => text.startsWith('drawn '));
const look = () => {
  const said = document.body && (document.body.dataset.drawn || told());
  if (said) requestAnimationFrame(() => { window.drawn[said] ||= performance.now(); });
};
const all = { subtree: true, childList: true, characterData: true, attributes: true };
new MutationObserver(look).observe(document, all);
"""
NOTED = """arguments[0].focus();
arguments[0].addEventListener('keydown', (event) => {
  if (event.key === 'Enter') window.chosen = performance.now();
}, true)"""
PAINTED = "return (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"


def main() -> None:
    """Build the book and its site in a folder that goes away, ask both pages, and print a line a page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, default="1m")
    parser.add_argument("--home", type=Path, help="a book that is there, instead")
    asked = parser.parse_args()
    if asked.home:
        told = _compared(Home(asked.home.resolve()))
    else:
        folder = Path(tempfile.mkdtemp(prefix="beatbook-dashboard-"))
        try:
            print(fill(Home(folder / "book"), SIZES[asked.size]), flush=True)
            told = _compared(Home(folder / "book"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{'ms, the middle of ' + str(TIMES):24}{'first paint':>12}{'figures':>10}{'another topic':>15}")
    for name, times in told.items():
        painted, drawn, changed = (median(each) for each in zip(*times, strict=True))
        print(f"{name:24}{painted:12.0f}{drawn:10.0f}{changed:15.0f}")


def _compared(home: Home) -> dict[str, list[Times]]:
    begun = time.process_time()
    site = build.shelve(home)
    spent = time.process_time() - begun
    print(f"site: {site.files:,} files, {site.size / 1e6:,.0f} MB, {spent:.0f} CPU s", flush=True)
    with beatbook.open(home.root) as book:
        first, other = (row["topic"] for row in book.sql(TOPICS).rows()[:2])
    ours = f"{site.folder.as_uri()}/index.html#topic={first}"
    with _streamlit(home) as theirs, _browser() as driver:
        pages = {"ours": (ours, _choose_ours), "Streamlit": (theirs, _choose_theirs)}
        return {name: [_asked(driver, *page, other) for _ in range(TIMES)] for name, page in pages.items()}


def _asked(driver: Any, address: str, choose: Callable[[Any, str], str], other: str) -> Times:
    """Return until the first paint, until the first figures, and from a choice until the next figures."""
    driver.get("about:blank")
    driver.get(address)
    (first,) = _until(driver, "return Object.keys(window.drawn || {}).length && Object.keys(window.drawn)")
    drawn = driver.execute_script("return window.drawn[arguments[0]]", first)
    painted = _until(driver, PAINTED)
    expected = choose(driver, other)
    after = _until(driver, f"return window.drawn[{expected!r}] && window.drawn[{expected!r}] - window.chosen")
    return float(painted), float(drawn), float(after)


def _choose_ours(driver: Any, topic: str) -> str:
    driver.execute_script(f"window.chosen = performance.now(); location.hash = 'topic={topic}';")
    return "2"


def _choose_theirs(driver: Any, topic: str) -> str:
    from selenium.webdriver.common.keys import Keys

    box = _until(driver, "return document.querySelector('[data-testid=stSelectbox] input')")
    driver.execute_script(NOTED, box)
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys(topic)
    box.send_keys(Keys.ENTER)
    return f"drawn {topic}"


def _until(driver: Any, script: str) -> Any:
    until = time.monotonic() + SECONDS
    while not (found := driver.execute_script(script)):
        if time.monotonic() > until:
            raise TimeoutError(f"never came true: {script}")
        time.sleep(0.02)
    return found


@contextmanager
def _streamlit(home: Home) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server.port": port, "server.address": "127.0.0.1", "server.headless": "true",
        "browser.gatherUsageStats": "false", "server.fileWatcherType": "none",
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(PEER),
        *(f"--{k}={v}" for k, v in options.items()),
    ]
    environment = {**os.environ, "BEATBOOK_HOME": str(home.root)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}_stcore/health", timeout=1).close()  # noqa: S310  loopback
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _browser() -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(argument)  # the pages are our own
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
        yield driver
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
