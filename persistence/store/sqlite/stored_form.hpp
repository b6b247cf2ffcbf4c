#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"

#include <string_view>

namespace docket::sqlite {

// The first column of an event's row that is not stored in the one way in which the writer stores it (a
// number as an INTEGER in its range, an unset text as NULL), or empty. The hash is over values: this sees
// what has the same value in another form.
[[nodiscard]] std::string_view misshapen_column(const statement& event_row);

} // namespace docket::sqlite
