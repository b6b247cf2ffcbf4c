#include "sample_appends.hpp"

#include <fmt/format.h>

#include <limits>

namespace docket::testing {

event_data sample_event(std::string_view type, std::string data, std::uint8_t number) {
  event_data event;
  event.id = {0x01, 0x9c, 0x11, 0x22, 0x33, 0x44, 0x70, 0x00, 0x80, 0, 0, 0, 0, 0, 0, number};
  event.type = type;
  event.schema = 2;
  event.occurred_at = seconds_after_noon(-number);
  event.data = std::move(data);
  return event;
}

append sample_append(std::string_view order, expected_version expected, int count) {
  append a;
  a.stream = {"order", order};
  a.expected = expected;
  a.commands.push_back({.command_id = fmt::format("command-for-{}", order),
                        .fingerprint = std::numeric_limits<std::uint64_t>::max() - 7,
                        .user = "clerk-1",
                        .correlation = "session-42",
                        .causation = "cause-9",
                        .traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"});
  for (int i = 1; i <= count; ++i)
    a.events.push_back(sample_event(i == 1 ? "OrderCreated" : "ItemAdded", fmt::format(R"({{"line":{}}})", i),
                                    static_cast<std::uint8_t>(i)));
  return a;
}

append sample_append(stream_key key, std::string_view order, expected_version expected, int count) {
  auto a = sample_append(order, expected, count);
  a.key = key;
  return a;
}

commit_result commit(event_store& store, const std::vector<append>& batch, timestamp recorded_at) {
  std::vector<const append*> pointers;
  for (const auto& a : batch)
    pointers.push_back(&a);
  return store.commit(pointers, recorded_at);
}

std::vector<recorded_event> whole_log(log_reader& reader) {
  std::vector<recorded_event> events;
  reader.read_log(position{1}, {}, std::numeric_limits<std::size_t>::max(), [&](const event_view& event) {
    events.emplace_back(event);
    return true;
  });
  return events;
}

std::vector<recorded_event> whole_stream(log_reader& reader, stream_key key) {
  std::vector<recorded_event> events;
  reader.read_stream(key, version{1}, direction::forward, std::numeric_limits<std::size_t>::max(),
                     [&](const event_view& event) {
                       events.emplace_back(event);
                       return true;
                     });
  return events;
}

std::string hex(const sha256& hash) {
  std::string digits;
  for (const auto byte : hash)
    digits += fmt::format("{:02x}", byte);
  return digits;
}

} // namespace docket::testing
