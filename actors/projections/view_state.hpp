#pragma once

#include "docket/actors/projections.hpp"
#include "docket/actors/projections/view_readers.hpp"
#include "docket/actors/projections/view_waiters.hpp"
#include "docket/persistence/views/projection.hpp"
#include "docket/persistence/views/rate_meter.hpp"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

namespace docket {

// One view as all its parts share it: whoever keeps it writes here what it does, queries and status read it.
// Thread-safe.
class view_state {
public:
  view_state(projection_factory factory, const std::filesystem::path& folder);

  // What the projection says of itself.
  const projection_factory make;
  const std::string name;
  const std::int32_t version;
  const log_filter interest;

  view_waiters waiters;
  view_readers readers;

  // Whoever keeps the view:
  void opened(std::uint32_t generation, position at);
  void reached(position at); // Committed up to here.
  void is(projection_state state);
  void failed(std::string why, timestamp now);
  void rebuild_failed(const std::string& why, timestamp now);
  void has(const dead_letter_counts& letters);
  void rebuilds(std::optional<rebuild_status> how_far);

  // All but what the log has to be asked for: head and lag.
  [[nodiscard]] projection_status status() const;
  [[nodiscard]] std::string last_error() const; // Empty when there was none.

private:
  mutable std::mutex lock_;
  projection_status now_;
  mutable rate_meter rate_;
};

} // namespace docket
