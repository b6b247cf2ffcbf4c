#pragma once

#include "docket/persistence/archive/archived_event.hpp"
#include "docket/persistence/store/sqlite/name_lookup.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

namespace docket::sqlite {

// The event in the row that a statement over event_columns::names stands on. Valid until the statement's next
// step or the lookup's next stream. Throws store_error (corrupt) when the row cannot be an event.
[[nodiscard]] event_view event_of(const statement& row, name_lookup& names);

// The same of an archived one, valid as long as its block and until the lookup's next stream.
[[nodiscard]] event_view event_of(const archive::archived_event& event, name_lookup& names);

} // namespace docket::sqlite
