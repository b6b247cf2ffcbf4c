#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <string_view>

namespace docket::archive {

// An event as the log stored it: with the numbers that stand for its stream and its types, whose names stay
// in the database. The texts are seen through somebody else's memory. An unset one is empty.
struct archived_event {
  std::int64_t position = 0;
  std::int64_t stream = 0;
  std::int64_t version = 0;
  std::int64_t type = 0;
  std::int64_t schema = 0;
  uuid id{};
  std::int64_t occurred_at = 0;
  std::int64_t recorded_at = 0;
  std::uint64_t fingerprint = 0;
  std::string_view command_id{}, user{}, correlation{}, causation{}, traceparent{}, data{};
};

} // namespace docket::archive
