"""All read models as they are now, against the fold."""

from questions import Wanted, all_pages
from read_models import MEASURES, STATISTICS


def differences(ask, models):
    """The names of read models that are not what the fold has."""
    found = {
        "counts": (ask.counts()["counts"], models.counts()),
        "list": (all_pages(lambda cursor: ask.page(Wanted(), limit=ask.PAGE_MAX, cursor=cursor), "orders"),
                 models.orders_listed(Wanted())),
        "stock": (all_pages(lambda cursor: ask.stock(limit=ask.PAGE_MAX, cursor=cursor), "products"),
                  models.stock_levels()),
        "board": (ask.board_counts()["counts"], models.fulfilment_counts()),
    }
    for by in STATISTICS:
        for sort in MEASURES:
            found[f"statistics by {by}, {sort}"] = (ask.statistics(by, sort, ask.PAGE_MAX)["rows"],
                                                    models.statistics(by, sort, ask.PAGE_MAX))
    return [name for name, (shown, expected) in found.items() if shown != expected]
