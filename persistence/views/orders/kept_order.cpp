#include "docket/persistence/views/orders/kept_order.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/persistence/views/history/packed_numbers.hpp"

#include <algorithm>
#include <limits>

namespace docket {
namespace {

using status = order_status;

// As the domain sums events that decisions did not make: up to the edge of 64 bits.
constexpr amount at_most{std::numeric_limits<std::int64_t>::max()};

amount sum(amount a, amount b) { return checked_add(a, b).value_or(at_most); }

kept_line* find_line(kept_order& order, std::int64_t product) {
  const auto found = std::ranges::find_if(
      order.lines, [&](const kept_line& line) { return line.product == product && line.is_there(); });
  return found == order.lines.end() ? nullptr : &*found;
}

void add_up(kept_order& order) {
  amount total{order.shipping_fee};
  order.figures.items = 0;
  for (const auto& line : order.lines) {
    if (!line.is_there()) continue;
    total = sum(total, checked_multiply(amount{line.unit_price}, line.pieces).value_or(at_most));
    ++order.figures.items;
  }
  order.figures.total = total.minor_units;
}

void enter(kept_order& order, status next, span_end at) {
  order.figures.status = next;
  order.status_since = at;
}

class evolution {
public:
  evolution(kept_order& order, span_end at, const numbered_product& about)
      : order_(order),
        at_(at),
        about_(about) {}

  void operator()(const order_created&) const {}

  void operator()(const item_added& event) const {
    if (!is(status::pending)) return;
    if (auto* const line = find_line(order_, about_.product))
      line->pieces = std::min(line->pieces + event.pieces.pieces(), quantity::max);
    else
      order_.lines.push_back(
          {about_.product, about_.name, event.pieces.pieces(), event.unit_price.minor_units, at_, {}});
    note_lines();
  }
  void operator()(const item_removed&) const {
    if (auto* const line = changeable_line()) line->until = at_;
    if (is(status::pending)) note_lines();
  }
  void operator()(const quantity_changed& event) const {
    if (auto* const line = changeable_line()) line->pieces = event.pieces.pieces();
    if (is(status::pending)) note_lines();
  }

  void operator()(const order_placed& event) const {
    if (!is(status::pending)) return;
    order_.figures.total = event.total.minor_units;
    enter(order_, status::placed, at_);
  }
  void operator()(const payment_received& event) const {
    if (is(status::placed)) order_.figures.paid = sum({order_.figures.paid}, event.paid).minor_units;
  }
  void operator()(const order_paid&) const { step(status::placed, status::paid); }
  void operator()(const order_confirmed&) const { step(status::paid, status::confirmed); }
  void operator()(const order_shipped& event) const {
    if (!is(status::paid) && !is(status::confirmed)) return;
    order_.tracking = event.tracking_number;
    order_.has_new_texts = true;
    enter(order_, status::shipped, at_);
  }
  void operator()(const order_delivered&) const { step(status::shipped, status::delivered); }
  void operator()(const order_cancelled&) const {
    if (order_.figures.status <= status::confirmed) enter(order_, status::cancelled, at_);
  }
  void operator()(const refund_recorded&) const {}

private:
  void note_lines() const {
    order_.has_new_texts = true;
    add_up(order_);
  }
  [[nodiscard]] bool is(status s) const { return order_.figures.status == s; }
  [[nodiscard]] kept_line* changeable_line() const {
    return is(status::pending) ? find_line(order_, about_.product) : nullptr;
  }
  void step(status from, status to) const {
    if (is(from)) enter(order_, to, at_);
  }

  kept_order& order_;
  span_end at_;
  const numbered_product& about_;
};

} // namespace

void apply(kept_order& order, const order_event& event, span_end at, const numbered_product& about) {
  const auto total = order.figures.total;
  std::visit(evolution{order, at, about}, event);
  if (order.figures.total != total) order.total_since = at;
  order.previous = order.updated.position;
  order.updated = at;
}

// Places are written as how far they are from the order's creation, which is near.
std::string pack_lines(const std::vector<kept_line>& lines, span_end created) {
  std::string packed;
  for (const auto& line : lines) {
    put_number(packed, static_cast<std::uint64_t>(line.product));
    put_number(packed, static_cast<std::uint64_t>(line.name));
    put_number(packed, static_cast<std::uint64_t>(line.pieces));
    put_signed(packed, line.unit_price);
    put_signed(packed, line.since.position - created.position);
    put_signed(packed, line.since.time - created.time);
    put_number(packed, line.is_there() ? 0 : 1);
    if (line.is_there()) continue;
    put_signed(packed, line.until.position - created.position);
    put_signed(packed, line.until.time - created.time);
  }
  return packed;
}

std::vector<kept_line> unpack_lines(std::string_view packed, span_end created) {
  std::vector<kept_line> lines;
  number_reader from{packed};
  while (!from.at_end()) {
    auto& line = lines.emplace_back();
    line.product = static_cast<std::int64_t>(from.number());
    line.name = static_cast<std::int64_t>(from.number());
    line.pieces = static_cast<std::int64_t>(from.number());
    line.unit_price = from.signed_number();
    line.since.position = created.position + from.signed_number();
    line.since.time = created.time + from.signed_number();
    if (from.number() == 0) continue;
    line.until.position = created.position + from.signed_number();
    line.until.time = created.time + from.signed_number();
  }
  return lines;
}

} // namespace docket
