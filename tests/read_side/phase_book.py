"""Fulfilments, folded from their events into the phases that a board shows."""

from book import Book

PHASES = ("running", "compensating", "parked", "completed", "compensated", "abandoned")


class Fulfilment:
    __slots__ = ("order", "phase", "parked_on", "is_undone", "is_given_up", "version")

    def __init__(self, order_id):
        self.order = order_id
        self.phase = "none"
        self.parked_on = None  # The step, while it is parked.
        self.is_undone = False  # What was done is being undone, or was.
        self.is_given_up = False  # By people.
        self.version = 0

    def go_on(self):
        """Whoever is parked does what it did before."""
        if self.phase == "parked":
            self.phase = "compensating" if self.is_undone else "running"
            self.parked_on = None


class PhaseBook(Book):
    def __init__(self):
        super().__init__(Fulfilment, {
            "FulfilmentStarted": self._started, "StepSucceeded": self._answered, "StepRefused": self._answered,
            "AttemptFailed": self._nothing, "StepRetried": self._nothing, "CompensationStarted": self._undo,
            "FulfilmentParked": self._parked, "FulfilmentResumed": self._resumed,
            "FulfilmentAbandoned": self._abandoned, "FulfilmentCompleted": self._completed,
            "FulfilmentCompensated": self._compensated,
        })

    @staticmethod
    def _nothing(_fulfilment, _data):
        pass

    @staticmethod
    def _started(fulfilment, _data):
        if fulfilment.phase == "none":
            fulfilment.phase = "running"

    @staticmethod
    def _answered(fulfilment, data):
        """The answer that a parked one waits for lets it go on; news that ask for more open one that was undone."""
        if fulfilment.phase == "parked" and fulfilment.parked_on == data["number"]:
            fulfilment.go_on()
        if fulfilment.phase in ("compensated", "abandoned") and data.get("opens"):
            fulfilment.phase = "compensating"

    @staticmethod
    def _undo(fulfilment, _data):
        if fulfilment.phase != "none":
            fulfilment.phase, fulfilment.parked_on, fulfilment.is_undone = "compensating", None, True

    @staticmethod
    def _parked(fulfilment, data):
        if fulfilment.phase in ("running", "compensating"):
            fulfilment.phase, fulfilment.parked_on = "parked", data["number"]

    @staticmethod
    def _resumed(fulfilment, _data):
        fulfilment.go_on()

    def _abandoned(self, fulfilment, data):
        if fulfilment.phase != "none":
            self._undo(fulfilment, data)
            fulfilment.is_given_up = True

    @staticmethod
    def _completed(fulfilment, _data):
        if fulfilment.phase == "running":
            fulfilment.phase = "completed"

    @staticmethod
    def _compensated(fulfilment, _data):
        if fulfilment.phase == "compensating":
            fulfilment.phase = "abandoned" if fulfilment.is_given_up else "compensated"
