"""Says where a page of the site is: at its own address, beside the digest on disk, or nowhere."""

import os
from dataclasses import dataclass

from beatbook.digest.lines import web
from beatbook.refusal import Refusal

BESIDE = "../../site/current/"  # from the folder of a digest, and of the feeds of saved queries


@dataclass(frozen=True)
class Links:
    """The site's address, with a slash at its end; None where none can be given."""

    site: str | None = None

    def page(self, page: str) -> str | None:
        """Return the address of a page of the site."""
        return None if self.site is None else f"{self.site}{page}"


def named() -> str | None:
    """Return the site's address as BEATBOOK_SITE_URL has it, if it does; refuses what is none."""
    said = os.environ.get("BEATBOOK_SITE_URL", "").strip()
    if not said:
        return None
    address = web(said)
    if address is None:
        raise Refusal("BEATBOOK_SITE_URL must be an http or https address, as https://desk.example.org/beat/")
    return address.rstrip("/") + "/"


def sent() -> Links:
    """Return the links of what leaves this machine."""
    return Links(named())


def on_disk() -> Links:
    """Return the links of what lies in the home."""
    return Links(named() or BESIDE)
