#include "docket/persistence/views/table_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <algorithm>
#include <compare>
#include <cstring>

namespace docket::views {
namespace {

using sqlite::statement;

std::string in_quotes(std::string_view name) {
  std::string text = "\"";
  for (const char c : name)
    text += c == '"' ? std::string{"\"\""} : std::string{c};
  return text + '"';
}

// NULL, number, text, blob.
int rank(const statement& row, int column) noexcept {
  switch (row.storage_class(column)) {
  case SQLITE_NULL: return 0;
  case SQLITE_TEXT: return 2;
  case SQLITE_BLOB: return 3;
  default: return 1;
  }
}

double real(const statement& row, int column) noexcept { return sqlite3_column_double(row.handle(), column); }

bool is_integer(const statement& row, int column) noexcept {
  return row.storage_class(column) == SQLITE_INTEGER;
}

int sign(std::partial_ordering order) noexcept { return order < 0 ? -1 : order > 0 ? 1 : 0; }

int compare_bytes(const statement& left, const statement& right, int column) noexcept {
  const auto a = left.blob(column);
  const auto b = right.blob(column);
  const auto shorter = std::min(a.size(), b.size());
  const int order = shorter == 0 ? 0 : std::memcmp(a.data(), b.data(), shorter);
  return order != 0 ? sign(order <=> 0) : sign(a.size() <=> b.size());
}

int compare(const statement& left, const statement& right, int column) noexcept {
  const int kind = rank(left, column);
  if (const int other = rank(right, column); kind != other) return kind < other ? -1 : 1;
  if (kind == 0) return 0;
  if (kind > 1) return compare_bytes(left, right, column);
  if (is_integer(left, column) && is_integer(right, column))
    return sign(left.integer(column) <=> right.integer(column));
  return sign(real(left, column) <=> real(right, column));
}

std::string value_text(const statement& row, int column) {
  switch (row.storage_class(column)) {
  case SQLITE_NULL: return "NULL";
  case SQLITE_INTEGER: return std::to_string(row.integer(column));
  case SQLITE_FLOAT: return fmt::format("{}", real(row, column));
  case SQLITE_TEXT: return fmt::format("'{}'", row.text(column));
  default: return fmt::format("x'{:02x}'", fmt::join(row.blob(column), ""));
  }
}

std::string rows_in_order(const table_shape& table) {
  std::vector<std::string> columns;
  for (const auto& name : table.columns)
    columns.push_back(in_quotes(name));
  const auto key = columns.begin() + static_cast<std::ptrdiff_t>(table.key_columns);
  return fmt::format("SELECT {} FROM {} ORDER BY {}", fmt::join(columns, ", "), in_quotes(table.name),
                     fmt::join(columns.begin(), key, ", "));
}

void read_columns(view_reader& view, table_shape& table) {
  auto& query = view.prepared("SELECT name, pk > 0 FROM pragma_table_info(?) ORDER BY pk = 0, pk, cid");
  query.bind_text(1, table.name);
  for (const sqlite::rows_of rows{query}; rows.next();) {
    table.columns.emplace_back(query.text(0));
    table.key_columns += query.integer(1) != 0;
  }
  if (table.key_columns == 0) table.key_columns = table.columns.size();
}

} // namespace

std::vector<table_shape> tables_of(view_reader& view) {
  std::vector<table_shape> tables;
  auto& query =
      view.prepared("SELECT name, type = 'virtual' FROM pragma_table_list WHERE schema = 'main' AND "
                    "type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND "
                    "name NOT LIKE 'view\\_%' ESCAPE '\\' ORDER BY name");
  for (const sqlite::rows_of rows{query}; rows.next();)
    tables.push_back({std::string{query.text(0)}, {}, 0, query.integer(1) != 0});
  for (auto& table : tables)
    read_columns(view, table);
  return tables;
}

table_rows::table_rows(view_reader& view, const table_shape& table)
    : table_(&table),
      rows_(view.connection(), rows_in_order(table), "comparing views"),
      at_row_(rows_.step()) {}

int table_rows::compare_keys(const table_rows& other) const noexcept {
  for (int column = 0; column < static_cast<int>(table_->key_columns); ++column)
    if (const int order = compare(rows_, other.rows_, column); order != 0) return order;
  return 0;
}

bool table_rows::same_row(const table_rows& other) const noexcept {
  for (int column = static_cast<int>(table_->key_columns); column < rows_.columns(); ++column)
    if (compare(rows_, other.rows_, column) != 0) return false;
  return true;
}

std::string table_rows::describe() const {
  std::vector<std::string> values;
  values.reserve(table_->columns.size());
  for (int column = 0; column < rows_.columns(); ++column)
    values.push_back(
        fmt::format("{} = {}", table_->columns[static_cast<std::size_t>(column)], value_text(rows_, column)));
  return fmt::format("{}", fmt::join(values, ", "));
}

} // namespace docket::views
