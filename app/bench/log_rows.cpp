#include "docket/app/bench/log_rows.hpp"

#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdexcept>

namespace docket::app::bench {
namespace {

cell cell_of(sqlite3_stmt* row, int column, std::string& bytes) {
  switch (sqlite3_column_type(row, column)) {
  case SQLITE_NULL: return {};
  case SQLITE_INTEGER: return {cell::kind::integer, sqlite3_column_int64(row, column), 0};
  default: break;
  }
  const auto is = sqlite3_column_type(row, column) == SQLITE_TEXT ? cell::kind::text : cell::kind::blob;
  const auto* begin = static_cast<const char*>(sqlite3_column_blob(row, column));
  const auto size = static_cast<std::uint32_t>(sqlite3_column_bytes(row, column));
  const auto at = static_cast<std::int64_t>(bytes.size());
  bytes.append(begin, size);
  return {is, at, size};
}

row_table read_table(sqlite3* connection, const std::string& name, const std::string& which) {
  sqlite::statement select{connection, fmt::format("SELECT * FROM {} {}", name, which),
                           "reading rows to write again"};
  row_table table{name, {}, {}, {}};
  const int columns = sqlite3_column_count(select.handle());
  for (int i = 0; i < columns; ++i)
    table.columns.emplace_back(sqlite3_column_name(select.handle(), i));
  sqlite::rows_of rows{select};
  while (rows.next())
    for (int i = 0; i < columns; ++i)
      table.cells.push_back(cell_of(select.handle(), i, table.bytes));
  return table;
}

std::int64_t largest(const row_table& table, std::size_t column) {
  std::int64_t result = 0;
  for (std::size_t n = 0; n < table.rows(); ++n)
    result = std::max(result, table.row(n)[column].number);
  return result;
}

} // namespace

std::size_t row_table::column(std::string_view column_name) const {
  const auto found = std::find(columns.begin(), columns.end(), column_name);
  if (found == columns.end())
    throw std::out_of_range(fmt::format("table {} has no column {}", name, column_name));
  return static_cast<std::size_t>(found - columns.begin());
}

log_rows read_log_rows(const std::filesystem::path& database, std::size_t events_max) {
  auto connection = sqlite::open_for_reading(sqlite::locate_for_reading(database));
  auto* handle = connection.getHandle();
  log_rows rows;
  rows.types = read_table(handle, "types", "ORDER BY id");
  rows.events =
      read_table(handle, "events", fmt::format("WHERE position <= {} ORDER BY position", events_max));
  const auto last_key = largest(rows.events, rows.events.column("stream"));
  rows.streams = read_table(handle, "streams", fmt::format("WHERE key <= {} ORDER BY key", last_key));
  rows.commits = read_table(handle, "commits", "ORDER BY number LIMIT 1000");
  return rows;
}

} // namespace docket::app::bench
