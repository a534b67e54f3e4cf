"""A headless Chromium that is driven by Selenium, and what the tests of the site ask it."""

import json
import os
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest

CHROMIUM, DRIVER = (shutil.which(name) for name in ("chromium", "chromedriver"))
MISSING = "no Chromium: apt-get install chromium chromium-driver (`make test` does it where it may)"
SECONDS = 20.0


class Browser:
    """One window; `open` waits until the page is drawn."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.look(1280)

    def look(self, width: int, *, dark: bool = False, media: str = "") -> None:
        """Set the width of the window, the colours that the reader prefers, and `print` for paper."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [scheme]})

    def open(self, address: str) -> None:
        """Open an address anew."""
        self.driver.get("about:blank")
        for log in ("browser", "performance"):
            self.driver.get_log(log)
        self.driver.get(address)
        self.wait("return document.readyState === 'complete'")
        self.wait("return !document.getElementById('figures') || document.body.dataset.drawn !== undefined")

    def go(self, state: str) -> None:
        """Change the page's state as a link would, and wait until it is drawn."""
        drawn = self.run("return document.body.dataset.drawn")
        self.run(f"location.hash = {json.dumps(state)}")
        self.wait(f"return document.body.dataset.drawn !== {json.dumps(drawn)}")

    def run(self, script: str, *values: Any) -> Any:
        """Return what a script returns."""
        return self.driver.execute_script(script, *values)

    def wait(self, script: str) -> None:
        """Wait until a script returns something true; fail after SECONDS."""
        until = time.monotonic() + SECONDS
        while not self.run(script):
            assert time.monotonic() < until, f"never came true: {script}: {self.complaints()}"
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def complaints(self) -> list[str]:
        """Return what the browser wrote to its console since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """Return the addresses that the page asked for since it was opened."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def table(self, figure: str) -> tuple[list[str], list[list[str]], str]:
        """Return the head and the rows of the table behind a figure, as they are read, and its statement."""
        opened = (
            "document.querySelector(`[data-figure=${arguments[0]}] [data-opens=${arguments[1]}]`).click();"
        )
        self.run(opened, figure, "Table")
        head, rows = self.run(
            """const table = document.querySelector(`[data-figure=${arguments[0]}] .behind table`);
            const read = (row) => [...row.children].map((cell) => cell.textContent);
            return [read(table.tHead.rows[0]), [...table.tBodies[0].rows].map(read)];""",
            figure,
        )
        self.run(opened, figure, "SQL")
        sql = self.run(
            "return document.querySelector(`[data-figure=${arguments[0]}] .behind pre`).textContent", figure
        )
        return head, rows, sql


def driven() -> Any:
    """Return a new driver; skips the test where there is no Chromium or no Selenium."""
    if not CHROMIUM or not DRIVER:
        pytest.skip(MISSING)
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for argument in ("--headless=new", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium has none for root
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))


def address(site: Path, page: str, state: str = "") -> str:
    """Return the address of a page of a site on disk."""
    return f"{site.as_uri()}/{page}.html{'#' + state if state else ''}"


def text(browser: Browser, selector: str) -> str:
    """Return the text of an element as it is seen."""
    return browser.run("return document.querySelector(arguments[0]).innerText", selector)


def cell(value: Any) -> str:
    """Return a value as the table on screen writes it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def luminance(browser: Browser, name: str) -> float:
    """Return a colour's relative luminance (WCAG 2)."""
    value = browser.run("return beatbook.colour(arguments[0])", name)
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Served:
    """Serves a site, and the home's snapshot, on loopback while the block lasts."""

    def __init__(self, home, folder):
        import socket

        import uvicorn

        from beatbook.site import server

        self.socket = socket.socket()
        self.socket.bind((server.HOST, 0))
        self.server = uvicorn.Server(uvicorn.Config(server.app(home, folder), log_level="error"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]})

    def __enter__(self) -> str:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def __exit__(self, *problem) -> None:
        self.server.should_exit = True
        self.thread.join()
