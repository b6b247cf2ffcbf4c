#include "docket/app/read/event_pages.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace docket::app {
namespace {

constexpr std::size_t page_events = 1'000;
constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

// Gathers the wanted ones of the events that a read visits.
class page {
public:
  page(const event_query& wanted, std::uint64_t left) : wanted_(wanted), left_(left) {}

  bool take(const event_view& seen) {
    if (!is_wanted(seen)) return true;
    lines_ += to_json(recorded_event{seen});
    lines_ += '\n';
    ++count_;
    return count_ < left_;
  }

  [[nodiscard]] const std::string& lines() const noexcept { return lines_; }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
  [[nodiscard]] bool is_wanted(const event_view& seen) const {
    const auto& types = wanted_.types;
    return seen.position >= wanted_.from &&
           (types.empty() || std::find(types.begin(), types.end(), seen.type) != types.end());
  }

  const event_query& wanted_;
  std::uint64_t left_;
  std::string lines_;
  std::uint64_t count_ = 0;
};

stream_key find_stream(log_reader& log, const std::string& name) {
  const auto slash = name.find('/');
  const bool typed = slash != std::string::npos;
  const auto type = typed ? name.substr(0, slash) : "order";
  const auto id = typed ? name.substr(slash + 1) : name;
  const auto key = log.find_stream(type, id);
  if (!key) throw command_failed{fmt::format("there is no {} stream {} in the log", type, quoted(id))};
  return *key;
}

std::uint64_t write_stream(log_reader& log, const event_query& wanted, const page_writer& write) {
  const auto key = find_stream(log, *wanted.stream);
  const auto limit = wanted.limit.value_or(no_limit);
  std::uint64_t written = 0;
  for (auto from = version{1}; written < limit;) {
    page next{wanted, limit - written};
    const auto seen = log.read_stream(key, from, direction::forward, page_events,
                                      [&](const event_view& event) { return next.take(event); });
    write(next.lines());
    written += next.count();
    if (seen < page_events) break;
    from = version{value(from) + static_cast<std::uint32_t>(seen)};
  }
  return written;
}

std::uint64_t write_log(log_reader& log, const event_query& wanted, const page_writer& write) {
  const log_filter filter{{}, wanted.types};
  const auto limit = wanted.limit.value_or(no_limit);
  std::uint64_t written = 0;
  for (auto from = wanted.from; written < limit;) {
    page next{wanted, limit - written};
    const auto looked_at =
        log.read_log(from, filter, page_events, [&](const event_view& event) { return next.take(event); });
    write(next.lines());
    written += next.count();
    if (value(looked_at) < value(from)) break;
    from = position{value(looked_at) + 1};
  }
  return written;
}

} // namespace

std::uint64_t write_events(log_reader& log, const event_query& wanted, const page_writer& write) {
  return wanted.stream ? write_stream(log, wanted, write) : write_log(log, wanted, write);
}

} // namespace docket::app
