#pragma once

#include "docket/domain/order/order.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Tests of decisions read: given(what happened).when(a command).then(what it causes), or .then_refused(a
// rule).
namespace docket::testing {

using facts = decltype(rejection::facts);

// Events happen a second apart; the first at the epoch.
inline order_state state_after(const std::vector<order_event>& history) {
  order_state state;
  timestamp at;
  for (const auto& event : history) {
    state = evolve(std::move(state), event, at);
    at.microseconds += 1'000'000;
  }
  return state;
}

class outcome {
public:
  explicit outcome(expected<std::vector<order_event>, rejection> decided) : decided_(std::move(decided)) {}

  void then(const std::vector<order_event>& caused) const {
    if (!decided_) FAIL("refused: " << decided_.error().rule << ": " << decided_.error().message);
    REQUIRE(decided_->size() == caused.size());
    for (std::size_t i = 0; i < caused.size(); ++i) {
      INFO("event " << i + 1);
      CHECK(decided_->at(i) == caused[i]);
    }
  }

  void then_refused(std::string_view rule) const {
    if (decided_) FAIL("accepted, and not refused by " << rule);
    CHECK(decided_.error().rule == rule);
    CHECK_FALSE(decided_.error().message.empty());
  }

  void then_refused(std::string_view rule, const facts& because) const {
    then_refused(rule);
    CHECK(decided_.error().facts == because);
  }

  // The rule that refused it; empty when it was accepted.
  [[nodiscard]] std::string rule() const { return decided_ ? "" : std::string{decided_.error().rule}; }

private:
  expected<std::vector<order_event>, rejection> decided_;
};

class given {
public:
  explicit given(std::vector<order_event> history) : history_(std::move(history)) {}

  [[nodiscard]] given under(order_limits limits) && {
    limits_ = limits;
    return std::move(*this);
  }

  [[nodiscard]] outcome when(const order_command& command) const {
    const timestamp at{static_cast<std::int64_t>(history_.size()) * 1'000'000};
    return outcome{decide(state_after(history_), command, at, limits_)};
  }

private:
  std::vector<order_event> history_;
  order_limits limits_;
};

} // namespace docket::testing
