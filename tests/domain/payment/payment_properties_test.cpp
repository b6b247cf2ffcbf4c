#include "payment/samples.hpp"

#include <rapidcheck.h>

#include <limits>
#include <set>
#include <string>
#include <utility>

// Laws that hold whatever a provider says, in whichever order.
using namespace docket;
using namespace docket::testing;
using namespace docket::testing::payments;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

text some_text() {
  return *rc::gen::weightedElement<std::string>({{12, "good"}, {2, ""}, {1, no_utf8}, {1, too_long_text}});
}

amount some_total() {
  return {*rc::gen::weightedElement<std::int64_t>({{8, 10997}, {2, 1}, {1, 0}, {1, -1}, {2, highest}})};
}

// What is left, more, less, or anything.
amount some_refund(amount left) {
  const auto more = left.minor_units < highest ? left.minor_units + 1 : highest;
  return {*rc::gen::weightedElement<std::int64_t>(
      {{4, left.minor_units}, {6, left.minor_units / 2}, {1, more}, {1, 1}, {1, 0}, {1, -1}, {1, highest}})};
}

payment_command some_command(const payment_state& state) {
  switch (*rc::gen::weightedElement<int>({{6, 0}, {3, 1}, {3, 2}, {1, 3}, {1, 4}, {6, 5}})) {
  case 0: return request_payment{payment_1, order_1, some_total(), usd, some_text()};
  case 1: return authorise_payment{payment_1, some_text()};
  case 2: return capture_payment{payment_1, some_text()};
  case 3: return decline_payment{payment_1, some_text()};
  case 4: return void_payment{payment_1, some_text()};
  default:
    return refund_payment{payment_1, refund_id{"refund-" + std::to_string(*rc::gen::inRange(0, 6))},
                          some_refund(captured_less_refunded(state)), some_text()};
  }
}

bool is_legal_move(std::string_view from, std::string_view to) {
  static const std::set<std::pair<std::string_view, std::string_view>> moves{
      {"none", "requested"},      {"requested", "authorised"}, {"requested", "captured"},
      {"requested", "declined"},  {"requested", "voided"},     {"authorised", "captured"},
      {"authorised", "declined"}, {"authorised", "voided"},    {"declined", "captured"},
      {"voided", "captured"},     {"captured", "refunded"}};
  return moves.contains({from, to}) || (from == "captured" && to == "captured");
}

// One payment's life under random commands.
struct life {
  payment_state state;
  history events;
  timestamp at;

  void take(const payment_command& command) {
    const auto decided = decide(state, command, at, {});
    if (!decided) return RC_ASSERT(!decided.error().rule.empty());
    RC_ASSERT(decided->size() == 1u);
    const std::string before{phase_name(state)};
    state = evolve(std::move(state), decided->front(), at);
    events.push_back(decided->front());
    RC_ASSERT(is_legal_move(before, phase_name(state)));
    RC_ASSERT(content_of(state)->updated_at == at);
    at.microseconds += 1'000'000;
  }
};

// What came in, what went out, and what is left, counted from the events alone.
void check_money(const payment_state& state, const history& events) {
  std::int64_t in = 0, out = 0;
  int captures = 0;
  std::set<refund_id> refunds;
  for (const auto& event : events) {
    if (const auto* taken = std::get_if<payment_captured>(&event)) {
      in += taken->captured.minor_units;
      ++captures;
    }
    if (const auto* back = std::get_if<payment_refunded>(&event)) {
      out += back->refunded.minor_units;
      RC_ASSERT(refunds.insert(back->refund).second);
    }
    RC_ASSERT(0 <= out && out <= in);
  }
  RC_ASSERT(captures <= 1);
  RC_ASSERT(in == (captures ? content_of(state)->total.minor_units : 0));
  RC_ASSERT(captured_less_refunded(state).minor_units == in - out);
  RC_ASSERT((phase_name(state) == "captured") == (in > out));
  RC_ASSERT((phase_name(state) == "refunded") == (in > 0 && in == out));
}

} // namespace

TEST_CASE("whatever a provider says, no money is taken twice and no more is given back than was taken") {
  std::set<std::string> seen;
  CHECK(rc::check([&] {
    life lived;
    const int commands = *rc::gen::inRange(1, 30);
    for (int i = 0; i < commands; ++i) {
      lived.take(some_command(lived.state));
      check_money(lived.state, lived.events);
      seen.insert(std::string{phase_name(lived.state)});
    }
  }));
  CHECK(seen.size() == std::variant_size_v<payment_state>);
}

TEST_CASE("replaying a payment's events gives the payment, and a decision depends on its inputs alone") {
  CHECK(rc::check([] {
    life lived;
    for (int i = 0; i < 15; ++i) {
      const auto command = some_command(lived.state);
      const auto copy = lived.state;
      RC_ASSERT((decide(lived.state, command, lived.at, {}) == decide(copy, command, lived.at, {})));
      RC_ASSERT((lived.state == copy));
      lived.take(command);
    }
    RC_ASSERT((state_after(lived.events) == lived.state));
  }));
}

TEST_CASE("a payment's events in any order at all never break the fold") {
  CHECK(rc::check([] {
    const auto all = voided() + refunded() + declined() +
                     history{refunded_event("r", {highest}), refunded_event("s", {-highest})};
    const auto picked = *rc::gen::container<history>(rc::gen::elementOf(all));
    (void)captured_less_refunded(state_after(picked));
  }));
}
