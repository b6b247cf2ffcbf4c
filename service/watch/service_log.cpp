#include "docket/service/watch/service_log.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace docket::service {
namespace {

// As syslog(3) counts them: err, warning, info, debug.
int priority_of(log_level level) noexcept {
  switch (level) {
  case log_level::error: return 3;
  case log_level::warn: return 4;
  case log_level::info: return 6;
  case log_level::debug: return 7;
  }
  return 3;
}

std::string on_one_line(std::string_view message) {
  std::string line;
  for (const char c : message) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f)
      line += fmt::format("\\x{:02x}", byte);
    else
      line += c;
  }
  return line;
}

std::string milliseconds_of(timestamp t) {
  const auto text = format_timestamp({t.microseconds - t.microseconds % 1'000});
  return text.size() == std::string_view{"2026-03-01T10:15:00Z"}.size()
             ? text.substr(0, text.size() - 1) + ".000Z"
             : text;
}

// There is nowhere left to tell that it failed.
void write_to_standard_error(std::string_view line) {
  while (!line.empty()) {
    const auto wrote = ::write(STDERR_FILENO, line.data(), line.size());
    if (wrote <= 0) return;
    line.remove_prefix(static_cast<std::size_t>(wrote));
  }
}

} // namespace

std::string_view name_of(log_level level) noexcept {
  switch (level) {
  case log_level::error: return "error";
  case log_level::warn: return "warn";
  case log_level::info: return "info";
  case log_level::debug: return "debug";
  }
  return {};
}

std::optional<log_level> parse_log_level(std::string_view word) noexcept {
  for (const auto level : {log_level::error, log_level::warn, log_level::info, log_level::debug})
    if (word == name_of(level)) return level;
  return std::nullopt;
}

service_log::service_log(log_level level, form lines, std::function<timestamp()> clock, sink to)
    : level_(level),
      form_(lines),
      clock_(std::move(clock)),
      to_(std::move(to)) {}

service_log service_log::to_standard_error(log_level level, std::function<timestamp()> clock) {
  return {level, form_of_standard_error(), std::move(clock), write_to_standard_error};
}

void service_log::write(log_level level, std::string_view message) const {
  if (!says(level)) return;
  const auto line =
      form_ == form::for_journal
          ? fmt::format("<{}>{}\n", priority_of(level), on_one_line(message))
          : fmt::format("{} {:<5}  {}\n", milliseconds_of(clock_()), name_of(level), on_one_line(message));
  const std::scoped_lock hold{mutex_};
  to_(line);
}

service_log::form form_of_standard_error() {
  const char* const stream = std::getenv("JOURNAL_STREAM");
  struct stat is {};
  if (!stream || ::fstat(STDERR_FILENO, &is) != 0) return service_log::form::with_time;
  return fmt::format("{}:{}", is.st_dev, is.st_ino) == stream ? service_log::form::for_journal
                                                              : service_log::form::with_time;
}

} // namespace docket::service
