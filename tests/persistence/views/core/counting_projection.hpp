#pragma once

#include "view_fixture.hpp"

#include <map>
#include <string>

namespace docket::testing {

// Counts the events of each stream: the simplest view that shows an event applied twice, or not at all.
class counting_projection : public projection {
public:
  [[nodiscard]] std::string_view name() const noexcept override { return "counting"; }
  [[nodiscard]] std::int32_t version() const noexcept override { return 1; }
  [[nodiscard]] const log_filter& interest() const noexcept override { return interest_; }

  void create_tables(view_tables& tables) override {
    tables.execute(
        "CREATE TABLE counts (stream TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT, WITHOUT ROWID");
  }

  void apply(const event_view& event, view_tables& tables) override {
    auto& add = tables.prepared(
        "INSERT INTO counts VALUES (?, 1) ON CONFLICT (stream) DO UPDATE SET events = events + 1");
    add.bind_text(1, event.stream_id);
    add.run();
  }

protected:
  log_filter interest_{{"order"}, {}};
};

using counted = std::map<std::string, std::int64_t>;

inline counted counts_in(view_reader& reader) {
  counted counts;
  auto& rows = reader.prepared("SELECT stream, events FROM counts");
  for (const sqlite::rows_of each{rows}; each.next();)
    counts.emplace(rows.text(0), rows.integer(1));
  return counts;
}

inline counted counts_in(const view_room& room) {
  auto reader = room.read("counting");
  return counts_in(reader);
}

} // namespace docket::testing
