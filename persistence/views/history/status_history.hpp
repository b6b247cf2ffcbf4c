#pragma once

#include "docket/persistence/views/history/counts_by_position.hpp"
#include "docket/persistence/views/history/counts_by_time.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/spans.hpp"
#include "docket/persistence/views/history/status_change.hpp"

#include <cstddef>

namespace docket {

// Everything that a view keeps about who was in which status when: the counts on both axes and the spans.
//
//   status_history history{7};
//   history.create_tables(tables);                                    // in projection::create_tables
//   history.note({position, time, key, before, after}, since, tables); // in apply, for each change
//   history.flush(tables); history.forget();                          // in flush and forget
class status_history {
public:
  explicit status_history(std::size_t statuses) : by_position_(statuses), by_time_(statuses) {}

  static void create_tables(view_tables& tables) {
    counts_by_position::create_tables(tables);
    counts_by_time::create_tables(tables);
    spans::create_tables(tables);
  }

  // `since` is when the entity came into the status that it leaves; nothing for its first status.
  void note(const status_change& change, span_end since, view_tables& tables) {
    by_position_.note(change, tables);
    by_time_.note(change, tables);
    spans_.note(change, since);
  }

  // See spans::note_closed().
  void note_closed(status_id kind, std::int64_t key, span_end since, span_end until, std::int64_t shortest) {
    spans_.note_closed(kind, key, since, until, shortest);
  }

  void flush(view_tables& tables) {
    by_position_.flush(tables);
    by_time_.flush(tables);
    spans_.flush(tables);
  }

  void forget() noexcept {
    by_position_.forget();
    by_time_.forget();
    spans_.forget();
  }

private:
  counts_by_position by_position_;
  counts_by_time by_time_;
  spans spans_;
};

// How many were in each status at the moment. Not for a moment with both a time and an earlier position: for
// that it answers the counts as of the time, which are no more than an estimate then.
[[nodiscard]] inline status_counts read_counts(view_reader& view, const bounds& at, std::size_t statuses) {
  return at.time != bounds::no_bound ? read_counts_as_of(view, at.time, statuses)
                                     : read_counts_at_position(view, at.position, statuses);
}

} // namespace docket
