#pragma once

#include "docket/actors/results.hpp"
#include "docket/actors/runtime/counters.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>

namespace docket {

// Counts commands in and out of the engine: refuses those past the limit or after closing, and lets stop()
// wait until everything that was taken has been answered. Thread-safe.
class admission {
public:
  admission(std::size_t in_flight_max, counters& counts) : in_flight_max_(in_flight_max), counts_(counts) {}

  // Takes one command, or says why not. A taken one must be given back with answered().
  [[nodiscard]] std::optional<failure_kind> enter() noexcept;
  // `kind`: kind_of_command().
  void answered(std::size_t kind, const command_result& result,
                std::chrono::steady_clock::time_point arrived) noexcept;

  void close() noexcept { closed_ = true; }
  [[nodiscard]] bool closed() const noexcept { return closed_; }
  // Blocks until every command that was taken has been answered. After close().
  void wait_until_empty() noexcept;

  [[nodiscard]] std::size_t in_flight() const noexcept { return in_flight_; }

private:
  void leave() noexcept;

  std::size_t in_flight_max_;
  counters& counts_;
  std::atomic<std::size_t> in_flight_{0};
  std::atomic<bool> closed_{false};
};

} // namespace docket
