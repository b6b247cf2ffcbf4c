#pragma once

#include "view_fixture.hpp"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace docket::testing {

// Counts the events of each stream: the simplest view that shows an event applied twice, or not at all. Keeps
// the counts of a batch in memory until it is flushed, as the larger projections do.
class counting_projection : public projection {
public:
  explicit counting_projection(std::int32_t version = 1) : version_(version) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "counting"; }
  [[nodiscard]] std::int32_t version() const noexcept override { return version_; }
  [[nodiscard]] const log_filter& interest() const noexcept override { return interest_; }

  void create_tables(view_tables& tables) override {
    tables.execute("CREATE TABLE counts (stream TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT, "
                   "WITHOUT ROWID");
  }

  void apply(const event_view& event, view_tables& tables) override {
    ++batch_[std::string{event.stream_id}];
    if (on_event) on_event(event, tables);
  }

  void flush(view_tables& tables) override {
    if (on_flush) on_flush();
    for (const auto& [stream, events] : batch_) {
      auto& add = tables.prepared("INSERT INTO counts VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET "
                                  "events = events + excluded.events");
      add.bind_text(1, stream);
      add.bind(2, events);
      add.run();
    }
    batch_.clear();
  }

  void forget() noexcept override { batch_.clear(); }

  // What else happens at an event, at a flush: where the tests let them fail.
  std::function<void(const event_view&, view_tables&)> on_event;
  std::function<void()> on_flush;

private:
  std::int32_t version_;
  log_filter interest_{{"order"}, {}};
  std::map<std::string, std::int64_t> batch_;
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

// One event of each of these orders, in this order, in a commit each.
inline void write_orders(view_room& room, std::initializer_list<const char*> orders) {
  for (const auto* order : orders)
    room.write_raw("order", order, "ItemAdded");
}

// What the projection throws at.
inline auto throws_at(position at, std::string error = "cannot understand it") {
  return [at, error = std::move(error)](const event_view& event, view_tables&) {
    if (event.position == at) throw std::runtime_error{error};
  };
}

} // namespace docket::testing
