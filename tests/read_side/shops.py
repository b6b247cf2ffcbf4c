"""Databases to ask: the real orders, and a demo shop whose orders are fulfilled by the engine."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / name) for name in ("program", "fulfilment", "olist")]
sys.path += [str(HERE.parents[1] / "examples" / "olist")]

from shop_log import ShopLog  # noqa: E402


def real_orders(docket, folder):
    """The 5,000 orders of Olist; the end of this test as skipped where they are not."""
    from conversion import command_lines, write_lines
    from data_folder import require_data_folder
    from to_commands import all_commands
    data = require_data_folder()
    lines, database = Path(folder) / "olist.jsonl", Path(folder) / "olist.db"
    write_lines(command_lines(data, all_commands), lines)
    require_well(docket.run("apply", lines, "--db", database, "--payments", "split", "--json"), (0, 1))
    return database


def real_orders_fulfilled(docket, folder):
    """The same, placed only: the engine takes them through payment, stock and shipment."""
    from conversion import command_lines, write_lines
    from data_folder import require_data_folder
    from shop_run import Shop, hasty_settings
    from to_automatic import all_commands
    data = require_data_folder()
    lines, shop = Path(folder) / "automatic.jsonl", Shop(docket, folder, hasty_settings(seed=7, declines=300))
    write_lines(command_lines(data, all_commands), lines)
    shop.apply(lines)
    return shop.database


def demo(docket, folder, orders=600):
    database = Path(folder) / "demo.db"
    require_well(docket.run("demo", "--orders", orders, "--db", database, "--json"), (0,))
    return database


SHOPS = {"olist": real_orders, "fulfilled": real_orders_fulfilled, "demo": demo}


def require_well(outcome, statuses):
    if outcome.status not in statuses:
        raise AssertionError(f"{outcome.status}: {outcome.stderr}")
    return outcome


def log_of(docket, database):
    """Everything that the database's log holds."""
    process = docket.start("events", "--db", database, stdout=subprocess.PIPE)
    with process.stdout:
        log = ShopLog(process.stdout)
    if process.wait() != 0:
        raise AssertionError(f"docket events ended with {process.returncode}")
    positions = [event["position"] for event in log.events]
    if positions != list(range(1, len(positions) + 1)):
        raise AssertionError("the log has gaps")
    return log
