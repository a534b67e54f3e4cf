"""The Scrapy process of one crawl: `python -m spiders.run`, with the job as JSON on standard input."""

import logging
import os
import sys
import threading
import time
from datetime import UTC, datetime

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

import forgotten

from .job import Job
from .ledger import Ledger
from .memory import remember
from .paths import part
from .spider import OutletSpider

ORPHANED = 75  # exit code: the launcher is gone


def main() -> None:
    """Crawl as the job says; the stats file tells how it ended, the exit code does not."""
    job = Job.from_json(sys.stdin.read())
    threading.Thread(target=_end_with, args=(job.parent,), daemon=True).start()
    settings = Settings()
    settings.setmodule("spiders.settings", priority="project")
    settings.set("HTTPCACHE_DIR", str(job.cache), priority="cmdline")
    with part(job.paths.fetches).open("w", encoding="utf-8") as lines:
        memory = remember(job.frontier, job.outlet.slug, job.run_id, datetime.now(UTC), job.look_again)
        ledger = Ledger(job.outlet, memory, lines, forgotten=forgotten.load(job.frontier.parent))
        process = AsyncCrawlerProcess(settings)
        # else a line of each page is made in vain
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
        process.crawl(OutletSpider, job=job, ledger=ledger)
        process.start()
        try:
            lines.flush()
            os.fsync(lines.fileno())
        except OSError:
            part(job.paths.stats).unlink(missing_ok=True)  # the books are not closed
            raise


def _end_with(parent: int) -> None:
    """End this process once the launcher is gone: its next try must not meet a second crawler."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(ORPHANED)


if __name__ == "__main__":
    main()
