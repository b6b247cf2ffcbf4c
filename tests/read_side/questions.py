"""Questions to the read side, and how they are spelled on the command line. Nothing else here knows an option's name."""

from dataclasses import dataclass

from shop_log import NOW, written_time

CATCH_UP = ("projections", "catch-up")


@dataclass(frozen=True)
class Wanted:
    """Which orders: those that all of it fits. Amounts in minor units, times in microseconds, both ends included."""

    customer: str = None
    statuses: tuple = ()
    currency: str = None
    amounts: tuple = (None, None)
    created: tuple = (None, None)
    product: str = None
    text: str = None
    sort: str = "created"
    ascending: bool = False


class Questions:
    """Asks one database; every answer is the JSON that was printed."""

    PAGE_MAX = 1_000

    def __init__(self, docket, database, money):
        self.docket = docket
        self.database = database
        self.money = money  # That wrote the amounts: knows each currency's decimals.

    def ask(self, *arguments):
        outcome = self.docket.run(*arguments, "--db", self.database, "--json")
        if outcome.status != 0:
            raise AssertionError(f"docket {' '.join(map(str, arguments))} ended with {outcome.status}: {outcome.stderr}")
        return outcome.json

    def counts(self, moment=NOW):
        return self.ask("counts", *when(moment))

    def page(self, wanted, moment=NOW, limit=50, cursor=None):
        """One page of a list; of a search when there is a text."""
        command = ("list",) if wanted.text is None else ("search", wanted.text)
        after = () if cursor is None else ("--cursor", cursor)
        return self.ask(*command, *self._filters(wanted), *when(moment), "--limit", limit, *after)

    def statistics(self, by, sort=None, limit=50, moment=NOW):
        sorted_by = () if sort is None else ("--sort", sort)
        return self.ask("stats", "--by", by, *sorted_by, "--limit", limit, *when(moment))

    def stock(self, moment=NOW, limit=50, cursor=None):
        after = () if cursor is None else ("--cursor", cursor)
        return self.ask("stock", *when(moment), "--limit", limit, *after)

    def board_counts(self, moment=NOW):
        return self.ask("board", "--counts", *when(moment))

    def board(self, moment=NOW, limit=50, cursor=None):
        after = () if cursor is None else ("--cursor", cursor)
        return self.ask("board", *when(moment), "--limit", limit, *after)

    def details(self, order, moment=NOW):
        return self.ask("details", order, *when(moment))

    def catch_up(self):
        """All views are made, and at the log's end."""
        return self.ask(*CATCH_UP)

    def projections(self):
        return self.ask("projections")

    def verify_projections(self):
        return self.ask("projections", "verify")

    def _filters(self, wanted):
        for option, value in (("--customer", wanted.customer), ("--currency", wanted.currency),
                              ("--product", wanted.product)):
            if value is not None:
                yield from (option, value)
        for status in wanted.statuses:
            yield from ("--status", status)
        for option, amount in zip(("--amount-from", "--amount-to"), wanted.amounts):
            if amount is not None:
                yield from (option, self.money.written(amount, wanted.currency))
        for option, time in zip(("--created-from", "--created-to"), wanted.created):
            if time is not None:
                yield from (option, written_time(time))
        yield from ("--sort", wanted.sort, "--order", "asc" if wanted.ascending else "desc")


def when(moment):
    if moment.as_of is not None:
        return ("--as-of", written_time(moment.as_of))
    return () if moment.at is None else ("--at-position", moment.at)


def all_pages(ask, name):
    """The rows of all pages, put together; `ask` takes a cursor. Every page says the first one's position."""
    rows, page = [], ask(None)
    position = page["position"]
    while True:
        rows += page[name]
        if page["position"] != position:
            raise AssertionError(f"the first page is at position {position}, a later one at {page['position']}")
        if page["next"] is None:
            return rows
        page = ask(page["next"])
