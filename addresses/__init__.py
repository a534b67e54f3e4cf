"""What an address says and what it only carries along: shared by who asks for pages and who reads them.

The one thing that the strangers share, because both must mean the same article: the frontier, which asks for
no page twice, and the identifiers of articles. It knows nobody, reads no file but its own rules, and asks no
network.
"""

from .identity import is_section_above, page_key
from .spelling import canonical, publishers

__all__ = ["canonical", "is_section_above", "page_key", "publishers"]
