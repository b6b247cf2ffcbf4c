#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Rows of a database that the engine wrote, in memory, so that the plain loop can write the same ones.
namespace docket::app::bench {

// One value as SQLite has it.
struct cell {
  enum class kind : std::uint8_t { null, integer, text, blob };

  kind is = kind::null;
  std::int64_t number = 0; // The integer, or where the bytes begin in row_table::bytes.
  std::uint32_t size = 0;  // Of the bytes.
};

// The rows of one table, whatever its columns are.
struct row_table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<cell> cells; // Row after row.
  std::string bytes;

  [[nodiscard]] std::size_t rows() const noexcept {
    return columns.empty() ? 0 : cells.size() / columns.size();
  }
  [[nodiscard]] const cell* row(std::size_t n) const noexcept { return cells.data() + n * columns.size(); }
  // The place of a column. Throws std::out_of_range when the table has none of that name.
  [[nodiscard]] std::size_t column(std::string_view column_name) const;
  [[nodiscard]] std::string_view text(const cell& of) const noexcept {
    return {bytes.data() + of.number, of.size};
  }
  [[nodiscard]] std::span<const std::uint8_t> blob(const cell& of) const noexcept {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()) + of.number, of.size};
  }
};

// The beginning of a log.
struct log_rows {
  row_table types;
  row_table streams; // Those of the events, by key.
  row_table events;  // By position, from 1.
  row_table commits; // The first ones.
};

// At most `events_max` events and what belongs to them. Throws store_error.
[[nodiscard]] log_rows read_log_rows(const std::filesystem::path& database, std::size_t events_max);

} // namespace docket::app::bench
