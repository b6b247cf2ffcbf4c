"""From commands to lines for `docket apply`, and the program around each conversion."""

import argparse
import json
import os
import sys
from pathlib import Path

from olist_tables import MissingTable, Tables


def stamped(order, commands):
    """An order's commands, each given with its time, as `docket apply` takes them."""
    order_id = order["order_id"]
    for number, (at, command) in enumerate(commands, start=1):
        yield {"command": command.pop("command"), "orderId": order_id, "commandId": f"{order_id}:{number}",
               "occurredAt": at, **command}


def command_lines(folder, commands_of):
    """What commands_of(tables) makes of the tables in `folder`, as lines without line ends."""
    for command in commands_of(Tables(folder)):
        yield json.dumps(command, separators=(",", ":"), ensure_ascii=False)


def write_lines(lines, path):
    if path is None:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)


def convert(description, commands_of):
    """A conversion's main, with commands_of(tables) being what it makes. Answers the exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the tables are, as .csv or .csv.gz")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; standard output unless given")
    arguments = parser.parse_args()
    try:
        write_lines(command_lines(arguments.folder, commands_of), arguments.output)
    except BrokenPipeError:  # The reader has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (MissingTable, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    return 0
