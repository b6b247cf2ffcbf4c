#pragma once

#include "docket/persistence/store/sqlite/archive/archive_scan.hpp"
#include "docket/persistence/store/sqlite/name_lookup.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstdint>
#include <optional>

namespace docket::sqlite {

// The log by position, wherever its events are: in its table, or in archives.
class merged_events {
public:
  // `live` answers event_columns::names by position from `first` to `last`; it is bound, and not begun yet.
  merged_events(statement& live, archive_shelf& shelf, std::int64_t first, std::int64_t last);

  // To the next event; false after the last. Throws store_error.
  [[nodiscard]] bool next();

  // Of the event that next() found.
  [[nodiscard]] std::int64_t position() const noexcept;
  [[nodiscard]] std::int64_t stream() const noexcept;
  [[nodiscard]] std::int64_t version() const noexcept;
  [[nodiscard]] std::int64_t type() const noexcept;
  [[nodiscard]] bool is_archived() const noexcept { return taken_from_archive_; }
  // As event_of() has it.
  [[nodiscard]] event_view view(name_lookup& names) const;

private:
  statement& live_;
  rows_of rows_;
  archive_shelf& shelf_;
  std::int64_t first_, last_;
  std::optional<archive_scan> scan_; // Begun after `live`: see archive_shelf.
  bool more_live_ = false;
  const archive::archived_event* archived_ = nullptr;
  bool taken_from_archive_ = false;
};

} // namespace docket::sqlite
