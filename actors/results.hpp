#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace docket {

// The answer to an accepted command. By the time it is given, the events are durable.
struct receipt {
  docket::version version{}; // Of the stream after the command.
  position first{}, last{};  // Of the command's events in the log.
  std::uint32_t events = 0;  // How many there are.
  bool repeated = false;     // The command id had taken effect before; this is the first answer again.
};

enum class failure_kind {
  rejected,          // A rule refused it; failure::refusal says which. Nothing happened.
  overloaded,        // A queue was full. Nothing happened; send it again later.
  stopping,          // The engine is stopping and did not take it. Nothing happened.
  store_unavailable, // The store takes no writes (full disk, I/O error, closed). Nothing happened.
  outcome_unknown, // The commit's sync failed: it may or may not have happened. Send it again, with the same
                   // command id, after a restart.
  internal,        // A fault in the program; the message says where. Nothing was acknowledged.
};

// "rejected", "overloaded", ...
[[nodiscard]] std::string_view name_of(failure_kind kind) noexcept;

struct failure {
  failure_kind kind = failure_kind::internal;
  std::optional<rejection> refusal; // Set exactly when kind is rejected.
  std::string message;              // One sentence for people.
  // Of the stream when a rule refused; 0: there was no such stream. Nothing for other failures.
  std::optional<docket::version> current{};
};

using command_result = expected<receipt, failure>;

} // namespace docket
