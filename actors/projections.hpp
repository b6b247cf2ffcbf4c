#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/views/dead_letters.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/rate_meter.hpp"
#include "docket/persistence/views/view_diff.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

class read_side;

enum class projection_state {
  opening,     // Its file is not open yet.
  catching_up, // The log is ahead, and it is on its way.
  live,        // It was at the log's end when it last looked.
  rebuilding,  // Its file is of another version of the projection: it can be read, and the next one is made.
  retrying,    // Something failed and is tried again: see the last error.
  stopped,     // The engine has been stopped.
};

// "catching_up", ...
[[nodiscard]] std::string_view name_of(projection_state state) noexcept;

struct rebuild_status {
  std::uint32_t generation = 0;
  timestamp started_at; // In this run or an earlier one.
  bool resumed = false; // It goes on with what an earlier run began.
  catch_up_progress progress;
};

// What one projection is doing.
struct projection_status {
  std::string name;
  std::int32_t version = 0;     // Of the projection.
  std::uint32_t generation = 0; // Of the file that queries read; 0 before it is open.
  projection_state state = projection_state::opening;
  docket::position position{};  // Of the view.
  docket::position head{};      // Of the log, asked for this status: the runner is not asked how far it is.
  std::uint64_t lag_events = 0; // How far the view is behind the head.
  std::chrono::microseconds lag{0}; // How long the oldest event that it has not is in the log.
  double per_second = 0;            // Positions of the log, lately.
  std::optional<std::string> last_error;
  timestamp last_error_at; // When there was one.
  dead_letter_counts dead_letters;
  std::optional<rebuild_status> rebuild;
};

struct rebuild_options {
  enum class ending {
    switch_over,    // The new generation is live.
    switch_if_same, // Only when it does not differ from the old one; else it is given up.
    keep_live,      // It is compared and given up.
  };
  ending end = ending::switch_over;
  bool compare = false; // Row by row with the old one, both at one position; implied by the other endings.
  std::size_t differences_max = 20;
};

struct rebuild_outcome {
  bool switched = false;
  std::optional<view_diff> diff; // When it was asked for and there was an old one of the same version.
};

// What became of a dead letter, and of the events that wait behind it.
struct dead_letter_outcome {
  std::uint64_t applied = 0; // Events that are no dead letters any more; of a dry run: that would not be.
  std::uint64_t still_waiting = 0;   // Behind the one that failed.
  std::optional<position> failed_at; // The first that could not be applied again; nothing when all were.
  std::string error;                 // Of that one.
};

// The projections of one engine, those of config::projections: what they do, rebuilding them, and events that
// one of them could not be told. Thread-safe. Where a projection is named, the rule unknown_projection
// refuses a name that none has, and engine_stopped what can no longer be done. Must not outlive the engine.
class projections {
public:
  explicit projections(read_side& side) : side_(&side) {}

  [[nodiscard]] std::vector<projection_status> status() const; // In the order of the configuration.
  [[nodiscard]] expected<projection_status, query_refusal> status(std::string_view name) const;

  // Waits until everything up to this position is in the view; false when it is not by then.
  [[nodiscard]] bool wait(std::string_view name, position at, std::chrono::milliseconds within) const;
  // The same without blocking: `done` is called once, from any thread, and must not block.
  void when(std::string_view name, position at, std::chrono::milliseconds within,
            std::function<void(bool reached)> done) const;

  // Builds the view anew beside the live one, which queries read until the new one is switched to. It goes on
  // in the next run when the engine is stopped. Rules: rebuild_under_way, rebuild_cancelled.
  [[nodiscard]] std::future<expected<rebuild_outcome, query_refusal>> rebuild(std::string_view name,
                                                                              rebuild_options options = {});
  // What was built goes. Rule: no_rebuild.
  [[nodiscard]] expected<void, query_refusal> cancel_rebuild(std::string_view name);

  [[nodiscard]] expected<std::vector<dead_letter>, query_refusal> dead_letters(std::string_view name) const;
  // See projection_runner::retry() and discard(). Rules: no_dead_letter, reason_needed, view_unavailable.
  [[nodiscard]] std::future<expected<dead_letter_outcome, query_refusal>>
  retry(std::string_view name, stream_key stream, bool dry_run);
  [[nodiscard]] std::future<expected<dead_letter_outcome, query_refusal>>
  discard(std::string_view name, stream_key stream, std::string by, std::string reason);

private:
  read_side* side_;
};

} // namespace docket
