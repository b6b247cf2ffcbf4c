#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/sqlite/archive/archive_shelf.hpp"
#include "docket/persistence/store/sqlite/name_lookup.hpp"

#include <cstddef>

namespace docket::sqlite {

struct version_range {
  std::int64_t lowest = 0, highest = 0; // Both included.
};

// Visits the versions of a stream within the range that are archived, upwards or downwards, at most `limit`.
// Answers how many were visited; `enough` becomes true when the visitor wants no more. Throws store_error.
std::size_t visit_archived(archive_shelf& shelf, name_lookup& names, stream_key stream, version_range range,
                           direction way, std::size_t limit, const event_visitor& visit, bool& enough);

} // namespace docket::sqlite
