#include "order/given_when_then.hpp"
#include "order/samples.hpp"

#include <rapidcheck.h>

#include <limits>
#include <set>

// Laws that hold whatever people do. Random commands, sensible ones and absurd ones, are decided on the
// evolving order.
using namespace docket;
using namespace docket::testing;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();
using wide = long double; // 64 bits of mantissa here: enough to notice a sum that left 63 bits.

std::string one_of(const char* kind, int count) { return kind + std::to_string(*rc::gen::inRange(0, count)); }

decimal some_price() {
  const auto cents = *rc::gen::weightedElement<std::int64_t>(
      {{8, 0}, {8, 1}, {8, 2999}, {1, -1}, {1, highest / 1'000'000}, {1, highest / 2}, {1, highest}});
  return {cents, *rc::gen::weightedElement<std::int8_t>({{12, 2}, {1, 0}, {1, 3}})};
}

quantity some_pieces() {
  return quantity{*rc::gen::weightedElement<std::int64_t>({{8, 1}, {4, 3}, {1, 999'999}, {1, 1'000'000}})};
}

item some_item() { return {product_id{one_of("product-", 5)}, {}, some_pieces(), some_price()}; }

text some_text() {
  return *rc::gen::weightedElement<std::string>({{12, "good"}, {1, ""}, {1, no_utf8}, {1, too_long_text}});
}

// What is due, more, less, or anything.
decimal some_payment(amount due) {
  const auto more = due.minor_units < highest ? due.minor_units + 1 : highest;
  return {*rc::gen::weightedElement<std::int64_t>(
              {{6, due.minor_units}, {4, due.minor_units / 2}, {1, more}, {1, 0}, {1, -1}, {1, highest}}),
          2};
}

amount due_on(const order_state& state) {
  if (const auto* cancelled = std::get_if<cancelled_order>(&state)) return cancelled->refund_due;
  return {total_of(state).minor_units - amount_paid(state).minor_units};
}

create_order some_creation() {
  auto command = creation();
  command.shipping_fee = some_price();
  command.items = *rc::gen::container<std::vector<item>>(*rc::gen::inRange(0, 4), rc::gen::exec(some_item));
  command.place = *rc::gen::arbitrary<bool>();
  command.payment_method = some_text();
  return command;
}

order_command some_command(const order_state& state) {
  switch (*rc::gen::weightedElement<int>(
      {{2, 0}, {5, 1}, {1, 2}, {2, 3}, {3, 4}, {5, 5}, {2, 6}, {2, 7}, {2, 8}, {1, 9}, {2, 10}})) {
  case 0: return some_creation();
  case 1: return adding(some_item());
  case 2: return removing(one_of("product-", 5));
  case 3: return change_quantity{order_1, product_id{one_of("product-", 5)}, some_pieces()};
  case 4: return place_order{order_1, some_text()};
  case 5:
    return record_payment{order_1, payment_id{one_of("payment-", 4)}, some_payment(due_on(state)),
                          some_text()};
  case 6: return confirming();
  case 7: return ship_order{order_1, some_text(), some_text(), {}};
  case 8: return delivering();
  case 9: return cancel_order{order_1, some_text()};
  default: return record_refund{order_1, refund_id{one_of("refund-", 4)}, some_payment(due_on(state))};
  }
}

bool is_legal_move(std::string_view from, std::string_view to) {
  static const std::set<std::pair<std::string_view, std::string_view>> moves{
      {"none", "pending"},   {"none", "placed"},       {"pending", "placed"},      {"pending", "cancelled"},
      {"placed", "paid"},    {"placed", "cancelled"},  {"paid", "confirmed"},      {"paid", "shipped"},
      {"paid", "cancelled"}, {"confirmed", "shipped"}, {"confirmed", "cancelled"}, {"shipped", "delivered"}};
  return from == to || moves.contains({from, to});
}

wide exact_total(const order_content& content) {
  wide sum = content.shipping_fee.minor_units;
  for (const auto& line : content.lines)
    sum += wide(line.unit_price.minor_units) * wide(line.pieces.pieces());
  return sum;
}

void check_lines(const order_state& state, const order_limits& limits) {
  const auto* content = content_of(state);
  if (!content) return;
  std::set<product_id> products;
  for (const auto& line : content->lines) {
    products.insert(line.product);
    RC_ASSERT(line.unit_price.minor_units >= 0);
    RC_ASSERT(line.pieces.pieces() >= 1 && line.pieces.pieces() <= quantity::max);
  }
  RC_ASSERT(products.size() == content->lines.size());
  RC_ASSERT(content->lines.size() <= static_cast<std::size_t>(limits.max_lines));
  RC_ASSERT(exact_total(*content) == wide(total_of(state).minor_units));
}

// What came in, what went out, and what is still to go.
void check_money(const order_state& state, const history& events) {
  std::int64_t in = 0, out = 0;
  for (const auto& event : events) {
    if (const auto* payment = std::get_if<payment_received>(&event)) in += payment->paid.minor_units;
    if (const auto* refund = std::get_if<refund_recorded>(&event)) out += refund->refunded.minor_units;
  }
  RC_ASSERT(amount_paid(state).minor_units == in);
  const auto phase = phase_name(state);
  if (phase == "cancelled") {
    RC_ASSERT(in - out == std::get<cancelled_order>(state).refund_due.minor_units);
    RC_ASSERT(out <= in);
    return;
  }
  RC_ASSERT(out == 0);
  if (phase == "pending") RC_ASSERT(in == 0);
  if (phase == "placed") RC_ASSERT(in < total_of(state).minor_units);
  if (phase == "paid" || phase == "confirmed" || phase == "shipped" || phase == "delivered") {
    RC_ASSERT(in == total_of(state).minor_units);
  }
}

order_limits some_limits() {
  return {*rc::gen::inRange(1, 5), *rc::gen::element(payment_policy::exact, payment_policy::split)};
}

// One order's life under random commands.
struct life {
  order_limits limits = some_limits();
  order_state state;
  history events;
  timestamp at;

  void take(const order_command& command) {
    const auto decided = decide(state, command, at, limits);
    if (!decided) return RC_ASSERT(!decided.error().rule.empty());
    RC_ASSERT(!decided->empty());
    const std::string before{phase_name(state)};
    for (const auto& event : *decided) {
      state = evolve(std::move(state), event, at);
      events.push_back(event);
    }
    RC_ASSERT(is_legal_move(before, phase_name(state)));
    RC_ASSERT(content_of(state)->updated_at == at);
    at.microseconds += 1;
  }
};

} // namespace

TEST_CASE("whatever commands come, an order's lines, total, money and phase stay right") {
  std::set<std::string> seen;
  CHECK(rc::check([&] {
    life lived;
    const int commands = *rc::gen::inRange(1, 40);
    for (int i = 0; i < commands; ++i) {
      lived.take(some_command(lived.state));
      check_lines(lived.state, lived.limits);
      check_money(lived.state, lived.events);
      seen.insert(std::string{phase_name(lived.state)});
    }
  }));
  CHECK(seen.size() ==
        std::variant_size_v<order_state>); // A property that never leaves "pending" shows little.
}

TEST_CASE("replaying an order's events gives the order, moment by moment") {
  CHECK(rc::check([] {
    life lived;
    std::vector<std::pair<order_event, timestamp>> log;
    for (int i = 0; i < 25; ++i) {
      const auto before = lived.events.size();
      const auto at = lived.at;
      lived.take(some_command(lived.state));
      for (auto n = before; n < lived.events.size(); ++n)
        log.emplace_back(lived.events[n], at);
    }
    order_state replayed;
    for (const auto& [event, at] : log)
      replayed = evolve(std::move(replayed), event, at);
    RC_ASSERT((replayed == lived.state));
  }));
}

TEST_CASE("a decision depends on nothing but its inputs") {
  CHECK(rc::check([] {
    life lived;
    for (int i = 0; i < 15; ++i) {
      const auto command = some_command(lived.state);
      const auto copy = lived.state;
      const auto first = decide(lived.state, command, lived.at, lived.limits);
      const auto second = decide(copy, command, lived.at, lived.limits);
      RC_ASSERT((first == second));
      RC_ASSERT((lived.state == copy));
      lived.take(command);
    }
  }));
}

TEST_CASE("a creation with items is the same as a creation and an addition of each") {
  CHECK(rc::check([] {
    const auto command = some_creation();
    const auto limits = some_limits();
    const auto at_once = decide(no_order{}, command, {}, limits);

    life stepwise;
    stepwise.limits = limits;
    auto bare = command;
    bare.items.clear();
    bare.place = false;
    std::vector<order_command> steps{bare};
    for (const auto& asked : command.items)
      steps.emplace_back(adding(asked));
    if (command.place) steps.emplace_back(place_order{order_1, command.payment_method});
    for (const auto& step : steps) {
      const auto decided = decide(stepwise.state, step, {}, limits);
      if (!decided) return RC_ASSERT((at_once.error() == decided.error()));
      stepwise.take(step);
    }
    RC_ASSERT((at_once.value() == stepwise.events));
  }));
}

TEST_CASE("events in any order at all never break the fold") {
  CHECK(rc::check([] {
    const auto all = delivered() + cancelled_after_payment() +
                     history{refunded("r", {highest}), item_removed{product_id{"widget"}}};
    order_state state;
    const auto picked = *rc::gen::container<std::vector<order_event>>(rc::gen::elementOf(all));
    for (const auto& event : picked) {
      state = evolve(std::move(state), event, {});
      (void)total_of(state);
      (void)amount_paid(state);
    }
  }));
}
