#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Tests of decisions read: given(what happened).when(a command).then(what it causes), or .then_refused(a
// rule). Each aggregate's tests have a `given` of their own.
namespace docket::testing {

using facts = decltype(rejection::facts);

// Events happen a second apart; the first at the epoch.
template <class Aggregate>
typename Aggregate::state replay(const std::vector<typename Aggregate::event>& history) {
  typename Aggregate::state state;
  timestamp at;
  for (const auto& event : history) {
    state = evolve(std::move(state), event, at);
    at.microseconds += 1'000'000;
  }
  return state;
}

template <class Event>
class outcome_of {
public:
  explicit outcome_of(expected<std::vector<Event>, rejection> decided) : decided_(std::move(decided)) {}

  void then(const std::vector<Event>& caused) const {
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
  expected<std::vector<Event>, rejection> decided_;
};

template <class Aggregate>
class given_of {
public:
  explicit given_of(std::vector<typename Aggregate::event> history) : history_(std::move(history)) {}

  [[nodiscard]] given_of under(typename Aggregate::limits limits) && {
    limits_ = limits;
    return std::move(*this);
  }

  [[nodiscard]] outcome_of<typename Aggregate::event> when(const typename Aggregate::command& command) const {
    const timestamp at{static_cast<std::int64_t>(history_.size()) * 1'000'000};
    return outcome_of<typename Aggregate::event>{decide(replay<Aggregate>(history_), command, at, limits_)};
  }

private:
  std::vector<typename Aggregate::event> history_;
  typename Aggregate::limits limits_{};
};

} // namespace docket::testing
