"""The log as `docket events` prints it, and the moments that it can be asked about."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)


def microseconds(rfc3339):
    """Since 1970, exactly: times are compared as whole numbers."""
    return (datetime.fromisoformat(rfc3339) - EPOCH) // MICROSECOND


def written_time(since_1970):
    return (EPOCH + since_1970 * MICROSECOND).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Moment:
    """Nothing set: now. As of a time (microseconds): what had happened by then, whenever it was recorded. At a
    position: what was recorded by then, whenever it happened."""

    as_of: int = None
    at: int = None

    def __str__(self):
        if self.as_of is not None:
            return f"as of {written_time(self.as_of)}"
        return "now" if self.at is None else f"at position {self.at}"


NOW = Moment()


class ShopLog:
    """All events, in the log's order; small enough for memory."""

    def __init__(self, json_lines):
        self.events = [json.loads(line) for line in json_lines]
        self.times = [microseconds(event["occurredAt"]) for event in self.events]

    @property
    def head(self):
        return self.events[-1]["position"] if self.events else 0

    def along(self, axis):
        """(place, event) in the order of an axis, "time" or "position". Within a stream neither ever goes back, so
        that in both orders each stream's events come as they happened."""
        if axis == "position":
            return [(event["position"], event) for event in self.events]
        return sorted(zip(self.times, self.events), key=lambda pair: (pair[0], pair[1]["position"]))

    def random_instants(self, dice, count):
        """Half of them are the times of events, which belong to the moment; the others lie anywhere between."""
        exact = [dice.choice(self.times) for _ in range(count // 2)]
        between = [dice.randint(min(self.times), max(self.times)) for _ in range(count - len(exact))]
        return [Moment(as_of=time) for time in exact + between]

    def random_positions(self, dice, count):
        return [Moment(at=dice.randint(1, self.head)) for _ in range(count)]
