#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/dead_letters.hpp"
#include "docket/persistence/views/view_registry.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace docket::app {

// What can be seen of a view from outside of the process that keeps it.
struct view_status {
  std::string name;
  std::int32_t version = 0; // Of the projection as this program has it.
  std::optional<registered_view> registered;
  bool readable = false; // Its live generation is there.
  docket::position position{};
  dead_letter_counts letters;
  std::optional<std::string> last_error; // Of its newest dead letter.
  std::uint64_t lag_events = 0;          // Behind the log's head.
  double lag_seconds = 0;                // How long the oldest event that it has not is in the log.
  std::optional<double> per_second;      // While somebody keeps it.

  // "not_built", "rebuilding" (of another version), "live", "behind".
  [[nodiscard]] std::string_view state() const noexcept;
};

struct views_status {
  docket::position head{};
  std::optional<std::string> kept_by; // Another process: which, where, since when.
  std::vector<view_status> views;
};

// Of all that this program knows. The lag comes from comparing with the log's head.
[[nodiscard]] views_status look_at_views(const std::filesystem::path& database, log_reader& log);

// Who writes the views now; nothing when nobody does.
[[nodiscard]] std::optional<std::string> holder_of_views(const std::filesystem::path& folder);

} // namespace docket::app
