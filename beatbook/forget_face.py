"""Answers `beatbook forget`: what would go, or what went, and the scan that proves it."""

from beatbook import forgetting
from beatbook.forgetting import Plan
from beatbook.printable import counted
from beatbook.refusal import Refusal
from beatbook.screen import out, say
from beatbook.undisturbed import undisturbed
from warehouse.home import Home

NONE = "No article here has it, as it was written: look at the spelling. The tombstone keeps out what comes."


def answer(url: str | None, person: str | None, outlet: str | None, dry_run: bool) -> int:
    """Forget one of the three, after what a killed run had begun; return 0 only if a scan finds nothing."""
    if sum(each is not None for each in (url, person, outlet)) > 1:
        raise Refusal("Forget one thing at a time: URL, --person or --outlet.")
    home = Home.from_env()
    if not home.root.is_dir():
        raise Refusal(f"There is no book in {home.root}.")
    with undisturbed(home, "forget"):
        return _answer(home, url, person, outlet, dry_run)


def _answer(home: Home, url: str | None, person: str | None, outlet: str | None, dry_run: bool) -> int:
    """Answer while nobody else works on the book."""
    begun = forgetting.pending(home)
    if begun is not None and not dry_run:
        say("An earlier run was not ended: it goes on first.")
        forgetting.carry_out(home, begun, say)
        if code := _prove(home, begun):
            return code
    if url is None and person is None and outlet is None:
        if begun is None:
            raise Refusal("Name what to forget: a URL, --person NAME or --outlet SLUG.")
        return 0
    plan = forgetting.planned(home, url, person, outlet)
    if dry_run:
        return _would(home, plan)
    forgetting.begin(home, plan)
    forgetting.carry_out(home, plan, say)
    return _prove(home, plan)


def _prove(home: Home, plan: Plan) -> int:
    """Scan everything and say so; the plan's file goes only if nothing is found."""
    files, read, found = forgetting.scan(home, plan)
    looked = (
        f"{counted(len(plan.runs), 'run')} of words in {counted(files, 'file')}, {read:,} bytes once unpacked"
    )
    if found:
        out().print(
            f"Looked for {looked}: {counted(len(found), 'file still says', 'files still say')} some of it."
        )
        for name in found[:50]:
            out().print(f"  {name}")
        say(f"See to these files and run `beatbook forget` again: {forgetting.PENDING} waits.")
        return 1
    (home.root / forgetting.PENDING).unlink(missing_ok=True)
    out().print(f"Looked for {looked}: nothing says any of it.")
    out().print(f"{counted(len(plan.article_ids), 'article is', 'articles are')} forgotten.")
    if not plan.article_ids:
        say(NONE)
    say("Backups made before still hold it: make a new one and delete them.")
    return 0


def _would(home: Home, plan: Plan) -> int:
    """Say what would go, and change nothing."""
    import forgotten
    from forgotten.wording import Needles
    from spiders import striking
    from warehouse import forgetting as at_rest

    stones = forgotten.with_more(forgotten.load(home.root), plan.stones)
    needles = Needles(plan.runs)
    out().print(f"{counted(len(plan.article_ids), 'article')} would be forgotten.")
    if not plan.article_ids:
        say(NONE)
    for struck in striking.strike(home.archive, stones, lambda body: bool(needles.found_in(body)), dry=True):
        out().print(f"  archive: {forgetting.told(struck)}")
    meant = at_rest.Meant(frozenset(plan.article_ids), frozenset(plan.outlets), stones.holds, stones.mask)
    for table, rows in at_rest.forget(home, meant, dry=True).items():
        out().print(f"  lake: {counted(rows, 'row')} of {table}")
    earlier = sum(1 for _ in home.snapshots.glob("warehouse-*.duckdb"))
    out().print(f"  published: {counted(earlier, 'snapshot')}, all sites; one of each is made anew")
    say("Nothing was changed.")
    return 0
