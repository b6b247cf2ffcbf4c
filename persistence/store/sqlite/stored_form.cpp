#include "docket/persistence/store/sqlite/stored_form.hpp"

#include "docket/persistence/store/sqlite/event_columns.hpp"

#include <sqlite3.h>

#include <array>
#include <limits>
#include <utility>

namespace docket::sqlite {
namespace {

using namespace event_columns;

constexpr std::array integers{std::pair{position, "position"},       std::pair{stream, "stream"},
                              std::pair{version, "version"},         std::pair{type, "type"},
                              std::pair{schema, "schema"},           std::pair{occurred_at, "occurred_at"},
                              std::pair{recorded_at, "recorded_at"}, std::pair{fingerprint, "fingerprint"}};

constexpr std::array texts_or_null{std::pair{command_id, "command_id"}, std::pair{user, "user"},
                                   std::pair{correlation, "correlation"}, std::pair{causation, "causation"},
                                   std::pair{traceparent, "traceparent"}};

template <class Integer>
bool fits(std::int64_t number) noexcept {
  return number >= std::numeric_limits<Integer>::min() && number <= std::numeric_limits<Integer>::max();
}

} // namespace

std::string_view misshapen_column(const statement& row) {
  for (const auto& [column, name] : integers)
    if (row.storage_class(column) != SQLITE_INTEGER) return name;
  for (const auto& [column, name] : texts_or_null) {
    const int stored = row.storage_class(column);
    if (stored != SQLITE_NULL && (stored != SQLITE_TEXT || row.text(column).empty())) return name;
  }
  if (row.storage_class(id) != SQLITE_BLOB) return "id";
  if (row.storage_class(data) != SQLITE_TEXT) return "data";
  if (!fits<std::uint32_t>(row.integer(version))) return "version";
  if (!fits<std::int32_t>(row.integer(schema))) return "schema";
  return {};
}

} // namespace docket::sqlite
