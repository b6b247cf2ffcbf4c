#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text from the log on a terminal. It may be any UTF-8, so it may carry escape sequences that recolour,
// overwrite or retype what the reader sees; what is printed for people goes through here. JSON output escapes
// by its own rules.
namespace docket::app {

// The text with control characters (C0, C1, DEL), line separators and bidirectional overrides each replaced
// by U+FFFD.
[[nodiscard]] std::string printable(std::string_view utf8);

// The columns that printable text takes on a terminal: none for combining marks, two for wide (East Asian,
// emoji) ones.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

// Printable, and cut to at most `columns` columns; "…" stands where something is missing.
[[nodiscard]] std::string clipped(std::string_view utf8, std::size_t columns);

} // namespace docket::app
