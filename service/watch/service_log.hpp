#pragma once

#include "docket/domain/timestamp.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace docket::service {

// By how much it matters; a log at one level has those before it too.
enum class log_level : std::uint8_t { error, warn, info, debug };

// "error", "warn", "info", "debug".
[[nodiscard]] std::string_view name_of(log_level level) noexcept;
[[nodiscard]] std::optional<log_level> parse_log_level(std::string_view word) noexcept;

// What the service says of itself while it runs, a line a message:
//
//   2026-03-01T10:15:00.123Z warn   the view order_list is behind
//   <4>the view order_list is behind                  for the journal of systemd, which has the time
//
// Thread-safe; the level may change at any time.
class service_log {
public:
  using sink = std::function<void(std::string_view line)>; // With its end; called by one thread at a time.
  enum class form { with_time, for_journal };

  service_log(log_level level, form lines, std::function<timestamp()> clock, sink to);
  // To standard error, in the form that is read there.
  [[nodiscard]] static service_log to_standard_error(log_level level, std::function<timestamp()> clock);

  [[nodiscard]] log_level level() const noexcept { return level_; }
  void set_level(log_level level) noexcept { level_ = level; }
  [[nodiscard]] bool says(log_level level) const noexcept { return level <= level_; }

  // What would end the line or move a terminal's cursor is written as \xNN.
  void write(log_level level, std::string_view message) const;
  void error(std::string_view message) const { write(log_level::error, message); }
  void warn(std::string_view message) const { write(log_level::warn, message); }
  void info(std::string_view message) const { write(log_level::info, message); }
  void debug(std::string_view message) const { write(log_level::debug, message); }

private:
  std::atomic<log_level> level_;
  const form form_;
  const std::function<timestamp()> clock_;
  mutable std::mutex mutex_;
  const sink to_;
};

// How lines to standard error are read: by the journal, when JOURNAL_STREAM names what standard error is
// (systemd.exec(5)).
[[nodiscard]] service_log::form form_of_standard_error();

} // namespace docket::service
