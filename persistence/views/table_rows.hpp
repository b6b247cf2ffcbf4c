#pragma once

#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <string>
#include <vector>

// The tables of a view as they are found in its file, whatever its projection made of them.
namespace docket::views {

struct table_shape {
  std::string name;
  std::vector<std::string> columns; // The primary key's first, in its order; then the others.
  std::size_t key_columns = 0;      // How many of them order the rows: all, in a table without a primary key.
  bool is_virtual = false;

  friend bool operator==(const table_shape&, const table_shape&) = default;
};

// Those of the projection, by name: neither the core's nor what full-text search keeps for itself.
[[nodiscard]] std::vector<table_shape> tables_of(view_reader& view);

// The rows of a table in the order of its key, one at a time.
class table_rows {
public:
  table_rows(view_reader& view, const table_shape& table);
  table_rows(table_rows&&) noexcept = default;

  [[nodiscard]] bool at_row() const noexcept { return at_row_; }
  void next() { at_row_ = rows_.step(); }

  // -1, 0 or 1, in SQLite's order of values: NULL, numbers, texts, blobs; texts byte by byte.
  [[nodiscard]] int compare_keys(const table_rows& other) const noexcept;
  // Whether all columns are the same. Of tables of the same shape.
  [[nodiscard]] bool same_row(const table_rows& other) const noexcept;
  // "id = 'o-1', total = 300".
  [[nodiscard]] std::string describe() const;

private:
  const table_shape* table_;
  sqlite::statement rows_;
  bool at_row_ = false;
};

} // namespace docket::views
