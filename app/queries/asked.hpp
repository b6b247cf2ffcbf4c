#pragma once

#include "docket/app/program/invocation.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/views/history/moment.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}

// The options that all questions to views have in common.
namespace docket::app {

struct asked {
  std::optional<std::string> as_of;
  std::optional<std::uint64_t> at_position;
  std::uint32_t within_s = 30;
  bool json = false;

  // Throws usage_error.
  [[nodiscard]] moment at() const;
  [[nodiscard]] std::chrono::seconds within() const { return std::chrono::seconds{within_s}; }
};

// --as-of, --at-position, --within, --json and --db.
void add_asked_options(CLI::App& to, asked& what, invocation& call);

struct page_asked {
  std::size_t limit = 50;
  std::string cursor;
};

// --limit and --cursor.
void add_page_options(CLI::App& to, page_asked& page);

// The time that an option states. Throws usage_error, which names the option.
[[nodiscard]] timestamp time_from(const std::string& written, const char* option);

// "as of 2026-03-01T10:00:00Z", "at position 17", "now, at position 20".
[[nodiscard]] std::string moment_text(const moment& at, position of_view);

// The line that tells how to see more; empty after the last page.
[[nodiscard]] std::string more_text(const std::string& next);

} // namespace docket::app
