#pragma once

#include "docket/persistence/store/hash_chain.hpp"
#include "docket/persistence/store/sqlite/archive/merged_events.hpp"
#include "docket/persistence/store/sqlite/name_lookup.hpp"
#include "docket/persistence/store/sqlite/row_digest.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"
#include "docket/persistence/store/verify.hpp"

#include <vector>

namespace docket::sqlite {

// Walks all commits and, beside them, all events, archived or not, and recomputes what each must be from what
// came before it: numbers, positions, versions, keys, times and hashes. Fills the report as it goes; throws
// damage at the first that differs.
class chain_check {
public:
  chain_check(sqlite3* connection, const verify_options& options, verify_report& report);

  void run();

  // After run(): the last position of the log.
  [[nodiscard]] position end() const noexcept { return report_.head.position; }
  // After run(): the version of every stream by its key; the place for key 0 is unused.
  [[nodiscard]] const std::vector<std::uint32_t>& versions() const noexcept { return versions_; }
  // After run(): for each type number whether an event or a stream has it.
  [[nodiscard]] const std::vector<bool>& types_used() const noexcept { return types_used_; }
  // After run(): streams, versions and positions of the events that came from archives.
  [[nodiscard]] const row_digest& archived() const noexcept { return archived_; }

private:
  void check_commit();
  void check_commit_row(std::int64_t number, std::int64_t first, std::int64_t last,
                        timestamp recorded_at) const;
  void check_event(std::int64_t expected_position, timestamp recorded_at);
  void check_place(std::int64_t expected_position);
  void note_archived(const event_view& event);
  void check_version(const event_view& event, std::int64_t stored);
  void check_end();
  void check_expected_head() const;
  void note_type(std::int64_t type);
  void tell_progress() const;
  [[nodiscard]] std::uint64_t current_commit() const noexcept { return report_.commits + 1; }

  const verify_options& options_;
  verify_report& report_;
  statement commits_, live_events_, last_position_;
  archive_shelf shelf_;
  merged_events events_;
  name_lookup names_;
  commit_hasher hasher_;
  timestamp recorded_at_; // Of the commit before.
  bool expected_head_seen_ = false;
  std::uint64_t total_ = 0;
  std::vector<std::uint32_t> versions_ = std::vector<std::uint32_t>(1);
  std::vector<bool> types_used_;
  row_digest archived_;
};

} // namespace docket::sqlite
