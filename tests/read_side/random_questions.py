"""Questions made from a shop's own orders, so that they find something."""

from questions import Wanted

SORTS = ("created", "updated", "total")


def random_questions(models, dice, count):
    rows = [models.order_row(order) for order in models.cards]
    if not rows:
        return [Wanted()]
    return [random_question(models, dice, dice.choice(rows)) for _ in range(count)]


def random_question(models, dice, row):
    """One or two conditions that this row fits, in any order."""
    wanted = {"sort": dice.choice(SORTS), "ascending": dice.random() < 0.5}
    makers = (by_customer, by_status, by_amount, by_creation, by_product, by_text)
    for make in dice.sample(makers, dice.randint(1, 2)):
        wanted |= make(models, dice, row)
    if wanted["sort"] == "total" or "amounts" in wanted:
        wanted["currency"] = row["currency"]  # Amounts of several cannot be compared.
    return Wanted(**wanted)


def by_customer(_models, _dice, row):
    return {"customer": row["customerId"]}


def by_status(_models, dice, row):
    others = [status for status in ("placed", "shipped", "cancelled") if status != row["status"]]
    return {"statuses": (row["status"], *dice.sample(others, dice.randint(0, 1)))}


def by_amount(models, dice, row):
    total = models.total_of(models.orders.all[row["orderId"]])
    return {"amounts": dice.choice([(total, total), (None, total), (total, None), (total - total // 8, total + 500)])}


def by_creation(models, dice, row):
    time = models.time_of(models.cards[row["orderId"]].created)
    week = 7 * 86_400 * 1_000_000
    return {"created": dice.choice([(time, time), (None, time), (time, None), (time - week, time + week)])}


def by_product(models, dice, row):
    lines = sorted(models.orders.all[row["orderId"]].lines)
    return {"product": dice.choice(lines)} if lines else {}


def by_text(models, dice, row):
    """The beginning of an id, or a word of a name."""
    card = models.cards[row["orderId"]]
    words = " ".join([card.customer_name, *card.names.values(), row.get("trackingNumber", "")]).split()
    texts = [row["orderId"][:dice.randint(5, len(row["orderId"]))], row["customerId"]]
    texts += [word for word in words if word.isascii() and word.isalnum()]
    return {"text": dice.choice(texts)}
