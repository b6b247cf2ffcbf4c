#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/archive.hpp"

#include <cstdint>
#include <string>

namespace docket::app {

// What one run of `docket archive` came to.
struct archive_outcome {
  timestamp closed_before;
  bool dry_run = false;
  std::uint64_t orders = 0;
  archive_report moved;
};

[[nodiscard]] std::string archive_text(const archive_outcome& outcome);

// {"closedBefore","dryRun","orders","streams","events"} and, where something was moved, "archive", the bytes,
// and "notShrunk" where the database has not become smaller.
[[nodiscard]] std::string archive_json(const archive_outcome& outcome);

} // namespace docket::app
