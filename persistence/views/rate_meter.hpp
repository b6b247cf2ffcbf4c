#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace docket {

// How far something long has come, as people are told.
struct catch_up_progress {
  std::uint64_t done = 0, total = 0;             // Positions of the log.
  double per_second = 0;                         // Lately; 0 while that is not known.
  std::optional<std::chrono::seconds> remaining; // At that rate, if it is known.
};

// Measures how fast something goes on from what it has reached when. A smoothed rate, in which what was more
// than some ten seconds ago counts little, follows a change of speed and does not jump with every batch.
class rate_meter {
public:
  using time = std::chrono::steady_clock::time_point;

  // Times do not go back; the first call begins.
  void reached(std::uint64_t done, time now) noexcept;
  [[nodiscard]] catch_up_progress progress(std::uint64_t total) const noexcept;

private:
  std::optional<time> last_at_;
  std::uint64_t last_ = 0; // What had been done by then.
  double per_second_ = 0;
  bool measured_ = false;
};

} // namespace docket
