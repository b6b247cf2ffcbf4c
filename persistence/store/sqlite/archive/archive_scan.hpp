#pragma once

#include "docket/persistence/store/sqlite/archive/archive_shelf.hpp"

#include <cstdint>
#include <vector>

namespace docket::sqlite {

// The events of all archives from one position to another, by position: each archive has its own in order,
// and among several the earliest is next.
class archive_scan {
public:
  archive_scan(archive_shelf& shelf, std::int64_t first, std::int64_t last);

  // Null after the last one. Valid until the next call. Throws store_error.
  [[nodiscard]] const archive::archived_event* next();

private:
  struct cursor {
    std::int64_t archive = 0;
    std::int64_t wanted = 0;            // The next event is at this position or after it.
    archive_shelf::block_pointer block; // With that event, once it was looked for.
    std::vector<archive::archived_event>::const_iterator at{};
  };

  [[nodiscard]] bool settle(cursor& c);

  archive_shelf& shelf_;
  std::int64_t last_;
  std::vector<cursor> cursors_;
};

} // namespace docket::sqlite
