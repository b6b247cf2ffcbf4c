"""Where the real orders are, if they are here."""

import os
from pathlib import Path

from docket_program import PROJECT_ROOT, skip


def find_data_folder():
    """The folder that DOCKET_OLIST_DIR names, else ../shared/data/olist beside the project; None without data."""
    named = os.environ.get("DOCKET_OLIST_DIR")
    folder = Path(named) if named else PROJECT_ROOT.parent / "shared" / "data" / "olist"
    has_orders = any((folder / name).is_file() for name in ("orders.csv", "orders.csv.gz"))
    return folder if has_orders else None


def require_data_folder():
    """The folder, or the end of this test as skipped."""
    folder = find_data_folder()
    if folder is None:
        skip("no Olist orders here; put them into ../shared/data/olist or name their folder in DOCKET_OLIST_DIR")
    return folder
