#pragma once

#include "sample_appends.hpp"

#include <limits>
#include <string>
#include <utility>
#include <vector>

// Appends that change deadlines, and what is pending then, in few words.
namespace docket::testing {

// An event of an order, and its deadline so many seconds after noon.
[[nodiscard]] inline append due_at(std::string_view order, std::int64_t seconds) {
  auto a = sample_append(order, expected_version::any());
  a.deadline = deadline_change::set(seconds_after_noon(seconds));
  return a;
}

[[nodiscard]] inline append without_deadline(std::string_view order) {
  auto a = sample_append(order, expected_version::any());
  a.deadline = deadline_change::clear();
  return a;
}

// Seconds after noon, and "<stream type> <stream id>".
using deadlines = std::vector<std::pair<std::int64_t, std::string>>;

[[nodiscard]] inline deadlines pending(log_reader& reader, timestamp up_to = latest_time) {
  deadlines found;
  reader.read_deadlines({}, up_to, std::numeric_limits<std::size_t>::max(), [&](const deadline_view& seen) {
    found.emplace_back((seen.due.microseconds - noon.microseconds) / 1'000'000,
                       std::string{seen.stream_type} + " " + std::string{seen.stream_id});
    return true;
  });
  return found;
}

} // namespace docket::testing
