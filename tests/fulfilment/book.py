"""What the books have in common: each folds the events of one kind of stream into a subject for each stream."""


class Book:
    def __init__(self, make_subject, effects):
        self.make_subject = make_subject
        self.effects = effects  # Event name to what it does: effect(subject, data).
        self.all = {}  # Stream to its subject.

    def of(self, stream):
        subject = self.all.get(stream)
        if subject is None:
            subject = self.all[stream] = self.make_subject(stream)
        return subject


def becomes(phase):
    """The effect that takes a subject to a phase and does nothing else."""
    def become(subject, _data):
        subject.phase = phase
    return become
