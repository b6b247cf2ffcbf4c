#include "evolving.hpp"
#include "stock/samples.hpp"

#include <limits>
#include <type_traits>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::stocks;

namespace {

known_stock stock_after(const history& events) { return phase_of<known_stock>(state_after(events)); }

struct counts {
  std::int64_t received, adjusted, available, reserved, shipped, back_ordered, back_shipped;

  friend bool operator==(const counts&, const counts&) = default;
};

counts counts_after(const history& events) {
  const auto stock = stock_after(events);
  return {stock.received, stock.adjusted,     stock.available,   stock.reserved,
          stock.shipped,  stock.back_ordered, stock.back_shipped};
}

} // namespace

TEST_CASE("every event of a stock moves pieces from one count to another") {
  CHECK((counts_after(ten()) == counts{10, 0, 10, 0, 0, 0, 0}));
  CHECK((counts_after(ten() + history{adjusted(-4)}) == counts{10, -4, 6, 0, 0, 0, 0}));
  CHECK((counts_after(ten_less_three_kept()) == counts{10, 0, 7, 3, 0, 0, 0}));
  CHECK(
      (counts_after(ten_less_three_kept() + history{released(order_1, 3)}) == counts{10, 0, 10, 0, 0, 0, 0}));
  CHECK((counts_after(ten_less_three_kept() + history{shipped(order_1, 3)}) == counts{10, 0, 7, 0, 3, 0, 0}));
}

TEST_CASE("back orders are counted apart, from their promise to their end") {
  CHECK((counts_after(three_promised()) == counts{0, 0, 0, 0, 0, 3, 0}));
  CHECK((counts_after(three_promised() + history{released(order_1, 3)}) == counts{0, 0, 0, 0, 0, 0, 0}));
  CHECK((counts_after(three_promised() + history{shipped(order_1, 3)}) == counts{0, 0, 0, 0, 0, 0, 3}));
  CHECK((counts_after(three_promised() + history{received(10), released(order_1, 3)}) ==
         counts{10, 0, 10, 0, 0, 0, 0}));
}

TEST_CASE("a stock keeps open reservations only") {
  const auto stock = stock_after(ten() + history{reserved(order_1, 1), reserved(order_2, 2),
                                                 reserved(order_id{"order-003"}, 3), released(order_1, 1),
                                                 shipped(order_2, 2)});
  REQUIRE(stock.reservations.size() == 1);
  CHECK((stock.reservations.at(order_id{"order-003"}) == stock_reservation{quantity{3}, false}));
}

TEST_CASE("reservations are told in the order of their orders' ids") {
  const auto stock = stock_after({received(10), reserved(order_id{"b"}, 2), reserved(order_id{"a"}, 1),
                                  reserved(order_id{"B"}, 4), reserved(order_id{"a-1"}, 3)});
  std::vector<std::pair<std::string, std::int64_t>> told;
  for (const auto* reservation : sorted_reservations(stock))
    told.emplace_back(reservation->first.str(), reservation->second.pieces.pieces());
  CHECK(
      (told == std::vector<std::pair<std::string, std::int64_t>>{{"B", 4}, {"a", 1}, {"a-1", 3}, {"b", 2}}));
  CHECK(sorted_reservations({}).empty());
}

TEST_CASE("what is kept for an order is found, and whether it was there") {
  CHECK(find_reservation(state_after(nothing()), order_1) == nullptr);
  CHECK(find_reservation(state_after(ten_less_three_kept()), order_2) == nullptr);
  CHECK((*find_reservation(state_after(ten_less_three_kept()), order_1) ==
         stock_reservation{quantity{3}, false}));
  CHECK((*find_reservation(state_after(three_promised()), order_1) == stock_reservation{quantity{3}, true}));
}

TEST_CASE("a stock's phases have the names that people and programs read") {
  CHECK(phase_name(state_after(nothing())) == "none");
  CHECK(phase_name(state_after(three_promised())) == "back_ordered");
  CHECK(phase_name(state_after(ten())) == "stocked");
  CHECK(phase_name(state_after(ten() + history{adjusted(-10)})) == "stocked");
}

TEST_CASE("a stock knows when it began and when it last changed") {
  const auto stock = stock_after(three_promised() + history{received(10), adjusted(1)});
  CHECK(stock.first_event_at == timestamp{0});
  CHECK(stock.updated_at == timestamp{2'000'000});
}

TEST_CASE("a stock's event that cannot apply changes nothing but the time of the last update") {
  for (const auto& event :
       history{adjusted(1), reserved(order_1, 1), released(order_1, 1), shipped(order_1, 1)}) {
    CHECK((evolve(no_stock{}, event, timestamp{99}) == stock_state{no_stock{}}));
  }
  const auto before = stock_after(ten_less_three_kept());
  for (const auto& event :
       history{reserved(order_1, 1), back_ordered(order_1, 1), released(order_2, 1), shipped(order_2, 1)}) {
    auto wanted = before;
    wanted.updated_at = timestamp{99};
    CHECK((evolve(before, event, timestamp{99}) == stock_state{wanted}));
  }
}

TEST_CASE("a stock's counts that no decision would make stop at the edge of 64 bits") {
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  CHECK(stock_after(ten() + history{adjusted(highest)}).available == highest);
  CHECK(stock_after({received(1), adjusted(lowest), adjusted(lowest)}).adjusted == lowest);
}

TEST_CASE("a stock moves without looking at its reservations") {
  STATIC_REQUIRE(std::is_nothrow_move_constructible_v<stock_state>);
  STATIC_REQUIRE(std::is_nothrow_move_assignable_v<stock_state>);
}

TEST_CASE("a stock of many open reservations is moved through its events, never copied") {
  constexpr int many = 100'000;
  stock_state state = no_stock{};
  state = evolve(std::move(state), received(quantity::max), {});
  for (int i = 0; i < many; ++i)
    state = evolve(std::move(state), reserved(order_id{"order-" + std::to_string(i)}, 1), {});
  // A copy would hold its reservations at other addresses.
  const auto* const kept = find_reservation(state, order_id{"order-7"});
  state = evolve(std::move(state), reserved(order_1, 1), {});
  state = evolve(std::move(state), shipped(order_1, 1), {});
  CHECK(find_reservation(state, order_id{"order-7"}) == kept);
  CHECK(std::get<known_stock>(state).reservations.size() == many);
}
