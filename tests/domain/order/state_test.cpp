#include "order/given_when_then.hpp"
#include "order/samples.hpp"

#include <limits>
#include <memory>

using namespace docket;
using namespace docket::testing;

TEST_CASE("phases have the names that people and programs read") {
  CHECK(phase_name(state_after(nothing())) == "none");
  CHECK(phase_name(state_after(pending())) == "pending");
  CHECK(phase_name(state_after(placed_history())) == "placed");
  CHECK(phase_name(state_after(paid())) == "paid");
  CHECK(phase_name(state_after(confirmed())) == "confirmed");
  CHECK(phase_name(state_after(shipped())) == "shipped");
  CHECK(phase_name(state_after(delivered())) == "delivered");
  CHECK(phase_name(state_after(cancelled_after_payment())) == "cancelled");
}

TEST_CASE("an order's total is its lines and its shipping fee, in every phase") {
  CHECK(total_of(state_after(nothing())) == amount{0});
  CHECK(total_of(state_after({created({490})})) == amount{490});
  for (const auto& history : {pending(), placed_history(), paid(), confirmed(), shipped(), delivered(),
                              cancelled_after_payment(), pending() + testing::history{cancelled()}}) {
    CHECK(total_of(state_after(history)) == total);
  }
}

TEST_CASE("an order's payments stay with it, cancelled or not") {
  CHECK(payments_of(state_after(nothing())) == nullptr);
  CHECK(payments_of(state_after(pending())) == nullptr);
  CHECK(amount_paid(state_after(pending())) == amount{0});
  CHECK(payments_of(state_after(placed_history()))->empty());
  for (const auto& history : {paid(), confirmed(), shipped(), delivered(), cancelled_after_payment()}) {
    const auto state = state_after(history);
    REQUIRE(payments_of(state)->size() == 1);
    CHECK(payments_of(state)->front() ==
          order_payment{payment_id{"p-1"}, total, "card", timestamp{4'000'000}});
    CHECK(amount_paid(state) == total);
  }
}

TEST_CASE("what does not exist has no content") {
  CHECK(content_of(state_after(nothing())) == nullptr);
  CHECK(content_of(state_after(pending()))->customer == customer_id{"cust-1"});
}

TEST_CASE("states are equal when they say the same about the person, wherever it stands in memory") {
  const auto with = [](std::shared_ptr<const personal_data> personal) {
    return state_after({order_created{customer_id{"c"}, usd, {}, std::move(personal)}});
  };
  const auto ana = [] { return std::make_shared<const personal_data>(personal_data{.name = "Ana"}); };
  CHECK(with(ana()) == with(ana()));
  CHECK(with(ana()) != with(std::make_shared<const personal_data>()));
  CHECK(with(ana()) != with(nullptr));
  CHECK(with(nullptr) != with(ana()));
}

TEST_CASE("a live order is small") {
  STATIC_REQUIRE(sizeof(order_state) <= 208);
  STATIC_REQUIRE(sizeof(order_line) <= 48);
  STATIC_REQUIRE(sizeof(order_payment) <= 48);

  const auto state = state_after(paid());
  CHECK(content_of(state)->lines.capacity() == content_of(state)->lines.size());
  CHECK(payments_of(state)->capacity() == payments_of(state)->size());
}

TEST_CASE("sums over events that no decision made stop at the edge of 64 bits") {
  constexpr amount most{std::numeric_limits<std::int64_t>::max()};
  CHECK(total_of(state_after({created({1}), added("x", 2, most)})) == most);
  CHECK(amount_paid(state_after(placed_history() + history{received("a", most), received("b", most)})) ==
        most);
}
