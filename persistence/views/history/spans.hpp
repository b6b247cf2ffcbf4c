#pragma once

#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/status_change.hpp"
#include "docket/persistence/views/view_reader.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

// Who was in a status at a moment, when they are few among many.
//
// A span [since, until) that has ended stands once an axis, in the class of its length: class c holds lengths
// of 4^c up to 4^(c+1). Those of class c that contain T begin in (T - 4^(c+1), T]: one short range of an
// index per class, a good part of which are hits. (Intervals indexed by length class, as in the interval-
// spatial transformation of Goh et al. 1996, and the relational interval tree's relatives.) Spans that have
// not ended stand by status alone. A span of no length in time contains no time and is left out; one of fewer
// than 4,096 positions is, too: whoever came into the status that lately stands among the newest changes.
namespace docket {

struct span_end {
  std::int64_t time = 0; // Microseconds.
  std::int64_t position = 0;
};

class spans {
public:
  static void create_tables(view_tables& tables);

  // `since`: of the span that ends with this change, if `before` is a status.
  void note(const status_change& change, span_end since);
  // Of something that is not one of the view's statuses but began and ended, too: `kind` is a number beside
  // theirs. Never open; kept by position from `shortest` positions on.
  void note_closed(status_id kind, std::int64_t key, span_end since, span_end until, std::int64_t shortest);
  void flush(view_tables& tables);
  void forget() noexcept;

private:
  struct open_span {
    status_id stored = no_status; // In which the table has it; no_status: it has not.
    status_id now = no_status;
    span_end since;
  };
  struct closed_span {
    status_id status = no_status;
    int length_class = 0;
    std::int64_t since = 0, key = 0, until = 0;
    friend auto operator<=>(const closed_span&, const closed_span&) = default;
  };
  void write_open(view_tables& tables);
  static void write_closed(std::vector<closed_span>& closed, view_tables& tables, const char* sql);

  std::unordered_map<std::int64_t, open_span> open_; // Of this batch, by key.
  std::vector<closed_span> by_time_, by_position_;
};

// The keys of all that were in the status at the moment, and some that were not: each is to be checked; a key
// may come twice. Nothing when looking at `limit` spans was not enough.
[[nodiscard]] std::optional<std::vector<std::int64_t>>
candidates_in_status(view_reader& view, status_id status, const bounds& at, std::size_t limit);

// The same of what note_closed() was told, without those too short to be kept by position.
[[nodiscard]] std::optional<std::vector<std::int64_t>>
candidates_in_span(view_reader& view, status_id kind, const bounds& at, std::size_t limit);

} // namespace docket
