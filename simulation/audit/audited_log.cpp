#include "docket/simulation/audit/audited_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace docket {

std::string audited_event::place() const {
  return fmt::format("{} {} version {}", seen.stream_type, seen.stream_id, value(seen.version));
}

audited_log::audited_log(log_reader& log, findings& found) : head_(log.head()) {
  read_commits(log);
  read_events(log, found);
  group();
}

// Where positions are out of order, which is told elsewhere, it may miss one.
const audited_event* audited_log::at(position place) const {
  const auto index = value(place) - 1;
  if (index < events_.size() && events_[index].seen.position == place) return &events_[index];
  const auto position_of = [](const audited_event& e) { return e.seen.position; };
  const auto found = std::ranges::lower_bound(events_, place, {}, position_of);
  return found == events_.end() || found->seen.position != place ? nullptr : &*found;
}

void audited_log::read_commits(log_reader& log) {
  for (std::uint64_t number = 1; auto commit = log.commit(number); ++number)
    commits_.push_back(*std::move(commit));
}

void audited_log::read_events(log_reader& log, findings& found) {
  std::size_t commit = 0;
  const auto keep = [&](const event_view& seen) {
    while (commit < commits_.size() && commits_[commit].last < seen.position)
      ++commit;
    const auto number = commit < commits_.size() ? commits_[commit].number : 0;
    events_.push_back({recorded_event{seen}, number});
    if (!events_.back().data().is_object())
      found.add("unreadable_event",
                fmt::format("position {}: its data is no JSON object", value(seen.position)));
    return true;
  };
  log.read_log(position{1}, {}, std::numeric_limits<std::size_t>::max(), keep);
}

void audited_log::group() {
  std::unordered_map<std::int64_t, std::size_t> places;
  for (const auto& event : events_) {
    const auto [known, is_new] =
        places.try_emplace(static_cast<std::int64_t>(event.seen.key), streams_.size());
    if (is_new) streams_.push_back({event.seen.stream_type, event.seen.stream_id, event.seen.key, {}});
    streams_[known->second].events.push_back(&event);
  }
}

} // namespace docket
