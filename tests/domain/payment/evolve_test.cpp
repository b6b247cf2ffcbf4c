#include "evolving.hpp"
#include "payment/samples.hpp"

#include <limits>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::payments;

namespace {

// One event of every kind.
history every_event() {
  return {requested_event(),        payment_authorised{"a"}, captured_event(),
          payment_declined{"late"}, payment_voided{"late"},  refunded_event("r-9", {1})};
}

} // namespace

TEST_CASE("a payment's phases have the names that people and programs read") {
  CHECK(phase_name(state_after(nothing())) == "none");
  CHECK(phase_name(state_after(requested())) == "requested");
  CHECK(phase_name(state_after(authorised())) == "authorised");
  CHECK(phase_name(state_after(captured())) == "captured");
  CHECK(phase_name(state_after(refunded_in_part())) == "captured");
  CHECK(phase_name(state_after(refunded())) == "refunded");
  CHECK(phase_name(state_after(declined())) == "declined");
  CHECK(phase_name(state_after(voided())) == "voided");
}

TEST_CASE("a payment knows its order, total and method in every phase") {
  CHECK(content_of(state_after(nothing())) == nullptr);
  for (const auto& events : {requested(), authorised(), captured(), refunded(), declined(), voided()}) {
    const auto state = state_after(events);
    REQUIRE(content_of(state));
    CHECK(content_of(state)->order == order_1);
    CHECK(content_of(state)->total == total);
    CHECK(content_of(state)->currency == usd);
    CHECK(content_of(state)->method == "card");
    CHECK(content_of(state)->requested_at == timestamp{0});
    CHECK(content_of(state)->updated_at.microseconds ==
          static_cast<std::int64_t>(events.size() - 1) * 1'000'000);
  }
}

TEST_CASE("each phase of a payment knows when it began and why") {
  const auto held = phase_of<authorised_payment>(state_after(authorised()));
  CHECK(held.reference == "auth_1");
  CHECK(held.authorised_at == timestamp{1'000'000});
  const auto taken = phase_of<captured_payment>(state_after(authorised() + history{captured_event()}));
  CHECK(taken.reference == "ch_1");
  CHECK(taken.captured_at == timestamp{2'000'000});
  const auto no = phase_of<declined_payment>(state_after(declined()));
  CHECK(no.reason == "no funds");
  CHECK(no.declined_at == timestamp{1'000'000});
  const auto lifted = phase_of<voided_payment>(state_after(voided()));
  CHECK(lifted.reason == "order cancelled");
  CHECK(lifted.voided_at == timestamp{2'000'000});
}

TEST_CASE("a payment keeps its refunds, and what is left of it") {
  CHECK(captured_less_refunded(state_after(requested())) == amount{0});
  CHECK(captured_less_refunded(state_after(voided())) == amount{0});
  CHECK(captured_less_refunded(state_after(captured())) == total);
  CHECK(captured_less_refunded(state_after(refunded_in_part())) == amount{997});
  CHECK(captured_less_refunded(state_after(refunded())) == amount{0});
  CHECK(phase_of<captured_payment>(state_after(refunded_in_part())).refunds ==
        std::vector{payment_refund{refund_id{"r-1"}, {10000}, "re_1", timestamp{2'000'000}}});
  CHECK(phase_of<refunded_payment>(state_after(refunded())).refunds.size() == 1);
  CHECK(capture_of(state_after(declined())) == nullptr);
  CHECK(capture_of(state_after(nothing())) == nullptr);
}

TEST_CASE("a payment is refunded once the last of it is given back") {
  const auto state = state_after(refunded_in_part() + history{refunded_event("r-2", {997})});
  CHECK(phase_name(state) == "refunded");
}

TEST_CASE("a payment's event that cannot apply changes nothing but the time of the last update") {
  const auto unexpected_in = [](const history& before, std::initializer_list<std::size_t> expected) {
    check_passed_over<payment>(every_event(), before, expected);
  };
  unexpected_in(nothing(), {0});
  unexpected_in(requested(), {1, 2, 3, 4});
  unexpected_in(authorised(), {2, 3, 4});
  unexpected_in(captured(), {5});
  unexpected_in(refunded(), {});
  unexpected_in(declined(), {2});
  unexpected_in(voided(), {2});
}

TEST_CASE("refunds that no decision made stop at the edge of 64 bits") {
  constexpr amount most{std::numeric_limits<std::int64_t>::max()};
  constexpr amount least{std::numeric_limits<std::int64_t>::min()};
  CHECK(captured_less_refunded(state_after(captured() + history{refunded_event("a", most)})) ==
        amount{total.minor_units - most.minor_units});
  (void)state_after(captured() + history{refunded_event("a", least), refunded_event("b", most)});
}
