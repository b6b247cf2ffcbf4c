#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace docket::testing {

// A copy of a log in which a test plants what no store would let in.
class edited_log final : public log_reader {
public:
  struct deadline {
    timestamp due;
    stream_key stream;
  };

  explicit edited_log(log_reader& of) : stated_head(of.head()) {
    of.read_log(position{1}, {}, everything, [&](const event_view& seen) {
      events.emplace_back(seen);
      if (const auto kept = of.load_snapshot(seen.key)) snapshots[seen.key] = *kept;
      return true;
    });
    for (std::uint64_t number = 1; const auto record = of.commit(number); ++number)
      commits.push_back(*record);
    of.read_deadlines({}, latest_time, everything, [&](const deadline_view& seen) {
      deadlines.push_back({seen.due, seen.stream});
      return true;
    });
  }

  std::vector<recorded_event> events;
  std::vector<commit_record> commits;
  std::map<stream_key, snapshot> snapshots;
  std::vector<deadline> deadlines;
  log_head stated_head;

  // The last event of this type. Throws std::out_of_range when there is none.
  [[nodiscard]] recorded_event& last(std::string_view type) { return events.at(place_of(type)); }
  void remove_last(std::string_view type) {
    static_cast<void>(last(type));
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(place_of(type)));
  }
  // In an event's data.
  void replace(std::string_view type, std::string_view old_text, std::string_view new_text) {
    auto& data = last(type).data;
    data.replace(data.find(old_text), old_text.size(), new_text);
  }
  // One more at the end, as if it had come in a commit of its own.
  recorded_event& repeat(std::string_view type) {
    auto again = last(type);
    again.position = position{value(stated_head.position) + 1};
    again.version = version{value(versions_of(again.key)) + 1};
    again.recorded_at = commits.back().recorded_at;
    commits.push_back({stated_head.commit + 1, again.position, again.position, again.recorded_at, {}});
    stated_head = {again.position, stated_head.commit + 1, {}};
    return events.emplace_back(std::move(again));
  }

  log_head head() override { return stated_head; }

  std::optional<stream_key> find_stream(std::string_view type, std::string_view id) override {
    for (const auto& event : events)
      if (event.stream_type == type && event.stream_id == id) return event.key;
    return std::nullopt;
  }

  std::size_t read_stream(stream_key stream, version from, direction, std::size_t,
                          const event_visitor& visit) override {
    std::size_t visited = 0;
    for (const auto& event : events)
      if (event.key == stream && event.version >= from && ++visited && !visit(event.view())) break;
    return visited;
  }

  position read_log(position from, const log_filter& filter, std::size_t limit,
                    const event_visitor& visit) override {
    for (const auto& event : events)
      if (event.position >= from && is_wanted(filter, event) && (!visit(event.view()) || --limit == 0))
        return event.position;
    return std::max(stated_head.position, position{value(from) - 1});
  }

  std::optional<snapshot> load_snapshot(stream_key stream) override {
    const auto found = snapshots.find(stream);
    return found == snapshots.end() ? std::nullopt : std::optional{found->second};
  }

  std::optional<commit_record> commit(std::uint64_t number) override {
    return number == 0 || number > commits.size() ? std::nullopt : std::optional{commits[number - 1]};
  }

  std::size_t read_deadlines(deadline_cursor, timestamp, std::size_t,
                             const deadline_visitor& visit) override {
    for (const auto& one : deadlines)
      visit({one.due, one.stream, "fulfilment", "?"});
    return deadlines.size();
  }

  std::uint64_t count_deadlines(timestamp, timestamp) override { return deadlines.size(); }
  std::optional<position> load_checkpoint(std::string_view) override { return std::nullopt; }

private:
  static constexpr auto everything = std::numeric_limits<std::size_t>::max();

  static bool is_wanted(const log_filter& filter, const recorded_event& event) {
    const auto has = [](const auto& list, const auto& name) {
      return list.empty() || std::ranges::find(list, name) != list.end();
    };
    return has(filter.stream_types, event.stream_type) && has(filter.event_types, event.type);
  }

  std::size_t place_of(std::string_view type) const {
    for (auto i = events.size(); i > 0; --i)
      if (events[i - 1].type == type) return i - 1;
    return events.size();
  }

  version versions_of(stream_key key) const {
    version last{};
    for (const auto& event : events)
      if (event.key == key) last = event.version;
    return last;
  }
};

} // namespace docket::testing
