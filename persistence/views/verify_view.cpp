#include "docket/persistence/views/verify_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace docket {
namespace {

// Events between two reports of progress, and so the longest that one statement keeps the log's reader busy.
constexpr std::size_t page_events = 16384;

// Walks over the events of interest up to the view's position, past those that are known not to be applied.
class walk {
public:
  walk(log_reader& log, const log_filter& interest, position end, std::vector<position> left_out)
      : log_(log),
        interest_(interest),
        end_(end),
        left_out_(std::move(left_out)) {}

  template <class Visit>
  void run(const std::function<void(std::uint64_t, std::uint64_t)>& progress, Visit&& visit) {
    next_left_out_ = 0;
    for (auto from = position{1}; from <= end_;) {
      bool past = false;
      const auto looked_at = log_.read_log(from, interest_, page_events, [&](const event_view& event) {
        past = event.position > end_;
        if (!past) visit(event, is_left_out(event.position));
        return !past;
      });
      if (progress) progress(std::min(value(looked_at), value(end_)), value(end_));
      if (past || looked_at < from) return;
      from = position{value(looked_at) + 1};
    }
  }

  [[nodiscard]] std::size_t left_out() const noexcept { return left_out_.size(); }

private:
  // Both go upwards.
  [[nodiscard]] bool is_left_out(position at) noexcept {
    while (next_left_out_ < left_out_.size() && left_out_[next_left_out_] < at)
      ++next_left_out_;
    return next_left_out_ < left_out_.size() && left_out_[next_left_out_] == at;
  }

  log_reader& log_;
  const log_filter& interest_;
  position end_;
  std::vector<position> left_out_;
  std::size_t next_left_out_ = 0;
};

struct sums {
  std::uint64_t applied = 0;  // That should be.
  std::uint64_t left_out = 0; // Found where the view says they were left out.
  event_hash hash;
};

sums sum_up(walk& events, const verify_view_options& options) {
  sums found;
  events.run(options.progress, [&](const event_view& event, bool left_out) {
    if (left_out) {
      ++found.left_out;
      return;
    }
    ++found.applied;
    found.hash += hash_of(event.position, event.id);
  });
  return found;
}

// The one event whose hash is the difference, if there is one.
std::optional<position> find_event(walk& events, const event_hash& wanted) {
  std::optional<position> found;
  events.run({}, [&](const event_view& event, bool) {
    if (hash_of(event.position, event.id) == wanted) found = event.position;
  });
  return found;
}

std::string too_few(std::uint64_t missing, std::optional<position> at) {
  if (at) return fmt::format("the event at position {} is missing; rebuild the view", value(*at));
  return fmt::format("{} event{} missing; rebuild the view", missing, missing == 1 ? " is" : "s are");
}

std::string too_many(std::uint64_t surplus, std::optional<position> at) {
  if (at) return fmt::format("the event at position {} is applied twice; rebuild the view", value(*at));
  return fmt::format("{} more event{} applied than the log has for it; rebuild the view", surplus,
                     surplus == 1 ? " is" : "s are");
}

void compare(view_verdict& verdict, const view_progress& view, const sums& log, walk& events) {
  if (log.left_out != events.left_out()) {
    verdict.fault =
        fmt::format("{} of the dead letters are no events of the log that the view is to be told; "
                    "rebuild the view",
                    events.left_out() - log.left_out);
  } else if (view.applied < log.applied) {
    if (log.applied - view.applied == 1) verdict.at_position = find_event(events, log.hash - view.hash);
    verdict.fault = too_few(log.applied - view.applied, verdict.at_position);
  } else if (view.applied > log.applied) {
    if (view.applied - log.applied == 1) verdict.at_position = find_event(events, view.hash - log.hash);
    verdict.fault = too_many(view.applied - log.applied, verdict.at_position);
  } else if (view.hash != log.hash) {
    verdict.fault = "as many events are applied as there are, but not the same ones; rebuild the view";
  }
}

std::string damage_of_pages(view_reader& view) {
  auto& check = view.prepared("PRAGMA quick_check(1)");
  const sqlite::rows_of rows{check};
  if (!rows.next() || check.text(0) == "ok") return {};
  return fmt::format("the view's file is damaged: {}; rebuild the view", check.text(0));
}

} // namespace

view_verdict verify_view(view_reader& view, const log_filter& interest, log_reader& log,
                         const verify_view_options& options) {
  const view_snapshot moment{view};
  views::dead_letter_tables letters{view.statements()};
  const auto progress = view.progress();
  view_verdict verdict{.position = progress.position,
                       .of_interest = 0,
                       .applied = progress.applied,
                       .letters = letters.counts(),
                       .fault = {},
                       .at_position = {}};
  if (const auto head = log.head().position; progress.position > head) {
    verdict.fault =
        fmt::format("the view is at position {}, and the log ends at {}: it was kept from another "
                    "log; rebuild the view",
                    value(progress.position), value(head));
    return verdict;
  }
  walk events{log, interest, progress.position, letters.not_applied()};
  const auto found = sum_up(events, options);
  verdict.of_interest = found.applied + found.left_out;
  compare(verdict, progress, found, events);
  if (verdict.complete() && options.check_pages) verdict.fault = damage_of_pages(view);
  return verdict;
}

} // namespace docket
