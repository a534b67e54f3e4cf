"""Follows redirects; an address that is none is what the answer says, not our fault."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response


class Redirects(RedirectMiddleware):  # type: ignore[misc]  # Scrapy is untyped here
    """Scrapy's redirects, without an exception for `javascript:` and for half an address."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the request to follow, or the answer itself if it leads nowhere."""
        try:
            return super().process_response(request, response)
        except ValueError:
            return response
