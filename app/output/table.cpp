#include "docket/app/output/table.hpp"

#include "docket/app/output/printable.hpp"

#include <algorithm>

namespace docket::app {

void table::add(std::vector<std::string> row) {
  row.resize(columns_.size());
  rows_.push_back(std::move(row));
}

std::vector<std::size_t> table::widths() const {
  std::vector<std::size_t> result(columns_.size());
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i)
      result[i] = std::max(result[i], display_width(row[i]));
  }
  return result;
}

std::string table::text() const {
  const auto columns = widths();
  std::string result;
  for (const auto& row : rows_) {
    std::string line(indent_, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(columns[i] - display_width(row[i]), ' ');
      if (i > 0) line += "  ";
      line += columns_[i] == side::left ? row[i] + padding : padding + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + '\n';
  }
  return result;
}

} // namespace docket::app
