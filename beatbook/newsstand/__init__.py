"""A real HTTP server on loopback that plays outlets, for the demo and for tests."""

from .demo import demo_catalogue_folder, demo_edition, demo_gazetteer_folder, demo_sites
from .edits import SETTLED
from .pages import PagesEdition, PagesError, sites_from_pages
from .response import Request, Response, Site, document, redirect, refusal
from .rota import CLOSE
from .server import Newsstand

__all__ = [
    "CLOSE",
    "SETTLED",
    "Newsstand",
    "PagesEdition",
    "PagesError",
    "Request",
    "Response",
    "Site",
    "demo_catalogue_folder",
    "demo_edition",
    "demo_gazetteer_folder",
    "demo_sites",
    "document",
    "redirect",
    "refusal",
    "sites_from_pages",
]
