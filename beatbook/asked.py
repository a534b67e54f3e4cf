"""The way to the network for a person's questions: the crawler's own, its troubles told as refusals."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from beatbook.refusal import Refusal

if TYPE_CHECKING:
    from spiders.asking import Asking


@contextmanager
def asking() -> "Iterator[Asking]":
    """Give the process that asks; raises Refusal without a contact, and where crawling is switched off."""
    from spiders.asking import Asking, AskingFailed
    from spiders.off import all_off
    from spiders.politeness import NotPolite
    from warehouse.home import Home

    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a process that died is told, not died of
    try:
        if off := all_off(Home.from_env().root):
            raise Refusal(f"{off}.")
        with Asking() as network:
            yield network
    except NotPolite as problem:
        raise Refusal(f"{problem}.") from problem
    except AskingFailed as problem:
        raise Refusal(f"{problem}.", exit_code=1) from problem
    finally:
        signal.signal(signal.SIGPIPE, before)
