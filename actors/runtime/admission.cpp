#include "docket/actors/runtime/admission.hpp"

#include "docket/domain/planted_bugs.hpp"

namespace docket {

std::optional<failure_kind> admission::enter() noexcept {
  // Counted first, so that stop() either sees this command or this command sees that the engine is closed.
  const auto before = in_flight_.fetch_add(1);
  if (closed_) {
    leave();
    return failure_kind::stopping;
  }
  const bool full =
      planted(planted_bug::admission_off_by_one) ? before > in_flight_max_ : before >= in_flight_max_;
  if (full) {
    leave();
    counters::add(counts_.turned_away);
    return failure_kind::overloaded;
  }
  return std::nullopt;
}

void admission::answered(std::size_t kind, const command_result& result,
                         std::chrono::steady_clock::time_point arrived) noexcept {
  auto& of = counts_.commands[kind];
  auto& count = !result            ? (result.error().kind == failure_kind::rejected ? of.rejected : of.failed)
                : result->repeated ? of.repeated
                                   : of.accepted;
  counters::add(count);
  const auto took = std::chrono::steady_clock::now() - arrived;
  counts_.command_us.record(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  leave();
}

void admission::leave() noexcept {
  if (in_flight_.fetch_sub(1) == 1 && closed_) in_flight_.notify_all();
}

void admission::wait_until_empty() noexcept {
  for (auto left = in_flight_.load(); left != 0; left = in_flight_.load())
    in_flight_.wait(left);
}

} // namespace docket
