#pragma once

#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/event_hash.hpp"

#include <cstdint>
#include <string>

namespace docket {

// How far a view is. Stands in its file and changes in the same transaction as its rows.
struct view_progress {
  docket::position position{}; // Every event of interest up to here is applied, parked or discarded.
  std::uint64_t applied = 0;   // How many events are applied.
  event_hash hash;             // Of those.
  // The last event of interest that was looked at, so that a view whose log was put back to an older copy and
  // has gone on differently is not kept from it. 0 before the first.
  docket::position last_told{};
  uuid last_id{};

  friend bool operator==(const view_progress&, const view_progress&) = default;
};

// What a view's file says of itself.
struct view_identity {
  std::string name;
  std::int32_t version = 0; // Of the projection that keeps it.
};

} // namespace docket
