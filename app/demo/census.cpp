#include "docket/app/demo/census.hpp"

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace docket::app {
namespace {

constexpr std::size_t page_events = 10'000;

// The events that bring an order into a phase, and which.
constexpr std::array<std::pair<std::string_view, std::size_t>, 7> entrances{{{"OrderCreated", 0},
                                                                             {"OrderPlaced", 1},
                                                                             {"OrderPaid", 2},
                                                                             {"OrderConfirmed", 3},
                                                                             {"OrderShipped", 4},
                                                                             {"OrderDelivered", 5},
                                                                             {"OrderCancelled", 6}}};

log_filter entrance_events() {
  log_filter filter{{"order"}, {}};
  for (const auto& [type, phase] : entrances)
    filter.event_types.emplace_back(type);
  return filter;
}

std::size_t phase_after(std::string_view event_type) {
  for (const auto& [type, phase] : entrances) {
    if (type == event_type) return phase;
  }
  return 0;
}

} // namespace

std::array<std::uint64_t, order_phases.size()> count_phases(log_reader& log) {
  std::unordered_map<std::int64_t, std::size_t> phase_of; // By stream key.
  const auto filter = entrance_events();
  const auto note = [&phase_of](const event_view& event) {
    phase_of[static_cast<std::int64_t>(event.key)] = phase_after(event.type);
    return true;
  };
  for (position from{1};;) {
    const auto last = log.read_log(from, filter, page_events, note);
    if (value(last) < value(from)) break;
    from = position{value(last) + 1};
  }
  std::array<std::uint64_t, order_phases.size()> counts{};
  for (const auto& [stream, phase] : phase_of)
    ++counts[phase];
  return counts;
}

} // namespace docket::app
