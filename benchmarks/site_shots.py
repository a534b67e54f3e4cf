"""Takes a picture of every page of a book's site, for a person to look at: light, dark, and on a phone."""

import shutil
import sys
import time
from pathlib import Path
from typing import Any

from beatbook.book import opened
from beatbook.refusal import Refusal
from beatbook.site import build
from beatbook.site.pages import PAGES
from warehouse import query
from warehouse.home import REPOSITORY, Home

SHOTS = REPOSITORY / "site-shots"
LOOKS = (("light", 1280), ("dark", 1280), ("phone", 390))
TALLEST = 4000  # pixels; what lies below is cut off
SECONDS = 20.0


def main() -> int:
    """Write the pictures, and say where; 1 if the browser complained of anything."""
    try:
        from selenium import webdriver
    except ImportError:
        print("No Selenium here: run `make shots`.", file=sys.stderr)
        return 1
    home = Home.from_env()
    site = build.shelve(home).folder
    SHOTS.mkdir(exist_ok=True)
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)  # the pages are our own
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        complaints = [
            complaint
            for look, width in LOOKS
            for name, state in _pages(home)
            for complaint in _shoot(driver, site, name, state, look, width)
        ]
    finally:
        driver.quit()
    print(f"{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS}", *complaints, sep="\n")
    return 1 if complaints else 0


def _pages(home: Home) -> list[tuple[str, str]]:
    """Return every page with a state that shows something."""
    with opened(home, quiet=True) as book:
        shown = "select any_value(article_id) as article_id from article_topics"
        article = query.sql(book.connection, shown)["article_id"][0].as_py()
    states = {"article": f"id={article}", "compare": "of=topics"}
    return [(page.name, states.get(page.name, "")) for page in PAGES]


def _shoot(driver: Any, site: Path, name: str, state: str, look: str, width: int) -> list[str]:
    """Take one picture, and return what the browser complained of."""
    _size(driver, width, 900)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if look == "dark" else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    driver.get("about:blank")
    driver.get(f"{(site / f'{name}.html').as_uri()}#{state}")
    until = time.monotonic() + SECONDS
    drawn = "return !document.getElementById('figures') || document.body.dataset.drawn !== undefined"
    while not driver.execute_script(drawn) and time.monotonic() < until:
        time.sleep(0.05)
    driver.execute_script("return document.fonts.ready")
    tall = driver.execute_script("return document.documentElement.scrollHeight")
    _size(driver, width, min(tall, TALLEST))
    driver.save_screenshot(str(SHOTS / f"{name}-{look}.png"))
    return [f"{name} {look}: {entry['message']}" for entry in driver.get_log("browser")]


def _size(driver: Any, width: int, height: int) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except Refusal as refusal:
        raise SystemExit(f"{refusal}") from refusal
