#include "docket/app/bench/log_rows.hpp"

#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>
#include <utility>

namespace docket::app::bench {
namespace {

// The tables are STRICT, so the type of a column is that of its values.
cell::kind kind_of(std::string_view declared) {
  if (declared == "INTEGER") return cell::kind::integer;
  return declared == "TEXT" ? cell::kind::text : cell::kind::blob;
}

struct columns {
  std::vector<std::string> names;
  std::vector<cell::kind> kinds;
};

columns columns_of(sqlite3* connection, const std::string& table) {
  sqlite::statement select{connection, fmt::format("SELECT name, type FROM pragma_table_info('{}')", table),
                           "reading the columns of a table"};
  columns result;
  for (sqlite::rows_of rows{select}; rows.next();) {
    result.names.emplace_back(select.text(0));
    result.kinds.push_back(kind_of(select.text(1)));
  }
  return result;
}

// The engine writes no empty text or blob: it stores NULL.
cell cell_of(const sqlite::statement& row, int column, cell::kind kind, std::string& bytes) {
  if (kind == cell::kind::integer) return {kind, row.integer(column), 0};
  const auto value = row.text(column); // The bytes of a blob as well.
  if (value.empty()) return {};
  const auto at = static_cast<std::int64_t>(bytes.size());
  bytes += value;
  return {kind, at, static_cast<std::uint32_t>(value.size())};
}

row_table read_table(sqlite3* connection, const std::string& name, const std::string& which) {
  auto of_table = columns_of(connection, name);
  row_table table{name, std::move(of_table.names), {}, {}};
  sqlite::statement select{connection,
                           fmt::format("SELECT {} FROM {} {}", fmt::join(table.columns, ", "), name, which),
                           "reading rows to write again"};
  for (sqlite::rows_of rows{select}; rows.next();)
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      table.cells.push_back(cell_of(select, static_cast<int>(i), of_table.kinds[i], table.bytes));
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
