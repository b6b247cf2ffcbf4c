#include "docket/domain/overloaded.hpp"

#include "stock/samples.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>

// Laws that hold whatever is done to a stock: no piece appears or vanishes.
using namespace docket;
using namespace docket::testing;
using namespace docket::testing::stocks;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();

order_id some_order() { return order_id{"order-" + std::to_string(*rc::gen::inRange(0, 6))}; }

quantity some_pieces() {
  return quantity{*rc::gen::weightedElement<std::int64_t>({{8, 1}, {6, 3}, {3, 10}, {1, quantity::max}})};
}

std::int64_t some_difference() {
  return *rc::gen::weightedElement<std::int64_t>(
      {{6, 5}, {6, -3}, {1, 0}, {1, highest}, {1, highest - quantity::max}, {1, lowest}, {1, -highest}});
}

text some_text() {
  return *rc::gen::weightedElement<std::string>({{12, "good"}, {1, ""}, {1, no_utf8}, {1, too_long_text}});
}

stock_command some_command() {
  switch (*rc::gen::weightedElement<int>({{2, 0}, {2, 1}, {8, 2}, {3, 3}, {4, 4}})) {
  case 0: return receive_stock{widget, some_pieces()};
  case 1: return adjust_stock{widget, some_difference(), some_text()};
  case 2: return reserve_stock{widget, some_order(), some_pieces()};
  case 3: return release_stock{widget, some_order()};
  default: return ship_stock{widget, some_order()};
  }
}

stock_limits some_limits() {
  return {*rc::gen::element(unknown_product_policy::refuse, unknown_product_policy::back_order)};
}

// One stock's life under random commands.
struct life {
  stock_limits limits = some_limits();
  stock_state state;
  history events;
  timestamp at;
  std::set<std::string> refused_by;

  void take(const stock_command& command) {
    const auto decided = decide(state, command, at, limits);
    if (!decided) {
      refused_by.insert(std::string{decided.error().rule});
      return;
    }
    RC_ASSERT(decided->size() == 1u);
    state = evolve(std::move(state), decided->front(), at);
    events.push_back(decided->front());
    RC_ASSERT(std::get<known_stock>(state).updated_at == at);
    at.microseconds += 1'000'000;
  }
};

void check_conservation(const stock_state& state) {
  const auto* const stock = std::get_if<known_stock>(&state);
  if (!stock) return;
  using wide = long double; // 64 bits of mantissa here: enough to notice a sum that left 63 bits.
  RC_ASSERT(wide(stock->received) + wide(stock->adjusted) ==
            wide(stock->available) + wide(stock->reserved) + wide(stock->shipped));
  RC_ASSERT(stock->available >= 0);
  RC_ASSERT(stock->reserved >= 0 && stock->shipped >= 0);
  RC_ASSERT(stock->back_ordered >= 0 && stock->back_shipped >= 0);
  std::int64_t kept = 0, promised = 0;
  for (const auto& [order, reservation] : stock->reservations)
    (reservation.back_ordered ? promised : kept) += reservation.pieces.pieces();
  RC_ASSERT(kept == stock->reserved);
  RC_ASSERT(promised == stock->back_ordered);
}

// The books as somebody keeps them who sees the events alone.
struct bookkeeper {
  std::int64_t in = 0, out = 0, out_unreceived = 0;
  std::map<order_id, stock_reservation> open;

  void enter(const order_id& order, quantity pieces, bool back_ordered) {
    RC_ASSERT(open.try_emplace(order, stock_reservation{pieces, back_ordered}).second);
  }
  stock_reservation close(const order_id& order, quantity pieces) {
    const auto found = open.find(order);
    RC_ASSERT(found != open.end());
    RC_ASSERT(found->second.pieces == pieces);
    const auto closed = found->second;
    open.erase(found);
    return closed;
  }
  void read(const stock_event& event) {
    std::visit(overloaded{
                   [&](const stock_received& e) { in += e.pieces.pieces(); },
                   [&](const stock_adjusted& e) { in += e.difference; },
                   [&](const stock_reserved& e) { enter(e.order, e.pieces, false); },
                   [&](const stock_back_ordered& e) { enter(e.order, e.pieces, true); },
                   [&](const stock_released& e) { (void)close(e.order, e.pieces); },
                   [&](const stock_shipped& e) {
                     (close(e.order, e.pieces).back_ordered ? out_unreceived : out) += e.pieces.pieces();
                   },
               },
               event);
  }
};

} // namespace

TEST_CASE("whatever is done to a stock, no piece appears or vanishes") {
  std::set<std::string> seen, refused_by;
  CHECK(rc::check([&] {
    life lived;
    const int commands = *rc::gen::inRange(1, 50);
    for (int i = 0; i < commands; ++i) {
      lived.take(some_command());
      check_conservation(lived.state);
      seen.insert(std::string{phase_name(lived.state)});
    }
    refused_by.merge(lived.refused_by);
  }));
  CHECK(seen == std::set<std::string>{"none", "back_ordered", "stocked"});
  CHECK(refused_by.contains("stock_insufficient")); // Or the law was not put to the test.
  CHECK(refused_by.contains("stock_would_be_negative"));
  CHECK(refused_by.contains("quantity_overflow"));
}

TEST_CASE("a stock's events alone tell the books") {
  CHECK(rc::check([] {
    life lived;
    const int commands = *rc::gen::inRange(1, 50);
    for (int i = 0; i < commands; ++i)
      lived.take(some_command());
    bookkeeper books;
    for (const auto& event : lived.events)
      books.read(event);
    if (lived.events.empty()) return;
    const auto& stock = std::get<known_stock>(lived.state);
    RC_ASSERT(books.in == stock.received + stock.adjusted);
    RC_ASSERT(books.out == stock.shipped);
    RC_ASSERT(books.out_unreceived == stock.back_shipped);
    RC_ASSERT(books.open.size() == stock.reservations.size());
    auto told = sorted_reservations(stock);
    RC_ASSERT(std::equal(told.begin(), told.end(), books.open.begin(), [](const auto* a, const auto& b) {
      return a->first == b.first && a->second == b.second;
    }));
  }));
}

TEST_CASE("replaying a stock's events gives the stock, and a decision depends on its inputs alone") {
  CHECK(rc::check([] {
    life lived;
    for (int i = 0; i < 25; ++i) {
      const auto command = some_command();
      const auto copy = lived.state;
      RC_ASSERT((decide(lived.state, command, lived.at, lived.limits) ==
                 decide(copy, command, lived.at, lived.limits)));
      RC_ASSERT((lived.state == copy));
      lived.take(command);
    }
    RC_ASSERT((state_after(lived.events) == lived.state));
  }));
}

TEST_CASE("a stock's events in any order at all never break the fold") {
  CHECK(rc::check([] {
    const history all{received(10),         adjusted(highest),        adjusted(lowest),
                      reserved(order_1, 3), back_ordered(order_2, 3), released(order_1, 3),
                      released(order_2, 3), shipped(order_1, 3),      shipped(order_2, 3)};
    const auto picked = *rc::gen::container<history>(rc::gen::elementOf(all));
    (void)state_after(picked);
  }));
}
