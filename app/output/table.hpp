#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docket::app {

enum class side { left, right };

// Rows with aligned columns, two blanks between them. Cells are printable text (printable.hpp).
class table {
public:
  explicit table(std::vector<side> columns, std::size_t indent = 2)
      : columns_(std::move(columns)),
        indent_(indent) {}

  // Cells that are missing at the end are empty.
  void add(std::vector<std::string> row);
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }

  // Each row on a line, without blanks at its end.
  [[nodiscard]] std::string text() const;

private:
  [[nodiscard]] std::vector<std::size_t> widths() const;

  std::vector<side> columns_;
  std::size_t indent_;
  std::vector<std::vector<std::string>> rows_;
};

} // namespace docket::app
