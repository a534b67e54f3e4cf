"""How Scrapy crawls for Beatbook: every default that is impolite or unsafe is replaced here."""

from .politeness import download_seconds, newsstand, seconds_apart, user_agent

BOT_NAME = "beatbook"
USER_AGENT = user_agent()  # raises NotPolite: no crawl starts without a contact
ROBOTSTXT_USER_AGENT = "Beatbook"
ROBOTSTXT_OBEY = True  # Scrapy's default is False

ASYNCIO_EVENT_LOOP = "uvloop.Loop"

# Doors that Scrapy would open
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # an HTTP server that runs the Python sent to it

# One request at a time, a second apart, slower if the server is slow; the newsstand is ours
_STAND = newsstand()
DOWNLOAD_DELAY = seconds_apart()
_HURRY = _STAND and DOWNLOAD_DELAY == 0
CONCURRENT_REQUESTS_PER_DOMAIN = 8 if _HURRY else 1
CONCURRENT_REQUESTS = 8 if _HURRY else 4  # few: what waits in a slot has passed the time check
AUTOTHROTTLE_ENABLED = not _HURRY
AUTOTHROTTLE_START_DELAY = DOWNLOAD_DELAY
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# What an untrusted server may cost us
DOWNLOAD_TIMEOUT = download_seconds()  # from the first byte to the last, not between two
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
DOWNLOAD_VERIFY_CERTIFICATES = True
METAREFRESH_ENABLED = False  # front pages reload themselves; that is no redirect
COOKIES_ENABLED = False
REFERER_ENABLED = False
CONCURRENT_ITEMS = 1  # our callbacks give none; Scrapy starts so many tasks for each answer
HTTPPROXY_ENABLED = False  # a proxy from the environment would look names up beyond our judgement
TWISTED_DNS_RESOLVER = "spiders.resolving.PublicResolver"
_HANDLER = "spiders.newsstand.NewsstandHandler" if _STAND else "spiders.line.BoundedHandler"
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
    "http": _HANDLER,
    "https": _HANDLER,
}  # only http and https
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.8",
    "Accept-Encoding": "gzip, deflate",  # what every reader of the archive can unpack
}

# A refusal (429, 503) waits for the next run; a fault is tried twice more
RETRY_TIMES = 2
RETRY_HTTP_CODES = [408, 500, 502, 504, 522, 524]
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # it has its line in the ledger

# After a kill the run goes on from what it has: JOBDIR would lose pages silently
HTTPCACHE_ENABLED = True
HTTPCACHE_STORAGE = "spiders.run_cache.RunCache"
HTTPCACHE_IGNORE_HTTP_CODES = [401, 403, 404, 408, 429, 451, 500, 502, 503, 504, 522, 524]

# These would look at each page and change nothing; all that they count stands in the ledger
SPIDER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # every answer gets its outcome
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # the ledger refuses long addresses
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # callbacks ask for nothing further
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # so no meta is copied
}
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # nothing is asked for with a password
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "spiders.unpacking.Unpacking": 590,
    "spiders.redirects.Redirects": 600,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.boundaries.Boundaries": 50,  # first: no request beyond the outlet, nor after time
    "spiders.robots.Robots": 100,
    "spiders.reservations.TdmReservations": 110,  # behind robots.txt, which may forbid to ask
    "spiders.archive.Archive": 890,  # below HttpCompression (590): sees the bytes as served
}
EXTENSIONS = {
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "spiders.pace.Throttle": 0,  # AutoThrottle that never undercuts robots.txt
    "spiders.off_switch.OffSwitch": 0,
    "spiders.bookkeeping.Bookkeeping": 0,
    "spiders.disk.FullDisk": 0,
}
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
STATS_DUMP = False  # they have a file of their own
