#pragma once

#include "docket/persistence/store/event_store.hpp"
#include "docket/simulation/audit/event_fields.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

struct audited_event {
  recorded_event seen;
  std::uint64_t commit = 0; // 0: it is in none.

  [[nodiscard]] event_fields data() const { return event_fields{seen.data}; }
  // "order o-1 version 3"
  [[nodiscard]] std::string place() const;
};

struct audited_stream {
  std::string_view type, id; // Of its first event.
  stream_key key = stream_key::none;
  std::vector<const audited_event*> events; // In the log's order.
};

// The whole log in memory, read once and then looked at by all audits: some hundred events each time, and a
// million times. Events stay where they are.
class audited_log {
public:
  // Throws store_error when the log cannot be read. Data that is no JSON object is `unreadable_event`.
  audited_log(log_reader& log, findings& found);

  [[nodiscard]] const std::deque<audited_event>& events() const noexcept { return events_; }
  [[nodiscard]] const std::vector<commit_record>& commits() const noexcept { return commits_; }
  [[nodiscard]] const std::vector<audited_stream>& streams() const noexcept { return streams_; }
  [[nodiscard]] const log_head& head() const noexcept { return head_; }

  // Null when the log has none there.
  [[nodiscard]] const audited_event* at(position place) const;

private:
  void read_commits(log_reader& log);
  void read_events(log_reader& log, findings& found);
  void group();

  log_head head_;
  std::deque<audited_event> events_;
  std::vector<commit_record> commits_;
  std::vector<audited_stream> streams_; // In the order of their first events.
};

} // namespace docket
