#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/dead_letters.hpp"
#include "docket/persistence/views/projection.hpp"
#include "docket/persistence/views/view_file.hpp"
#include "docket/persistence/views/view_progress.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace docket {

// An event that the projection threw at when it was alone in its savepoint.
struct poison_event {
  docket::position position{};
  stream_key key = stream_key::none;
  std::string stream_type, stream_id, event_type;
  std::string error;          // What the projection threw.
  std::uint32_t attempts = 0; // So far.
};

struct step_result {
  std::size_t events = 0;     // Of interest that this step brought behind it: applied, or put to wait.
  docket::position reached{}; // Where the view is now.
  bool caught_up = false;     // The log, or `up_to`, ended here.
  std::optional<poison_event> poison; // It did not get past this one; everything before it is committed.
};

// What became of a stream's dead letter and of those that wait behind it.
struct retry_result {
  std::uint64_t applied = 0;          // Events that are no dead letters any more, or would not be.
  std::uint64_t still_waiting = 0;    // Behind the poison.
  std::optional<poison_event> poison; // The first that threw again; nothing when all were applied.
};

inline constexpr position end_of_log{std::numeric_limits<std::uint64_t>::max()};

// Keeps one view's file up with the log, a batch at a time: rows, progress and dead letters of a batch stand
// or fall together, so that however it ends, every event is applied exactly once. It has no thread and no
// clock: whoever drives it calls step() until it has caught up, and decides when to try again.
//
//   step ─▶ the batch in one transaction ─▶ committed
//             └─ it throws ─▶ rolled back, and again event by event, each in a savepoint
//                               ├─ nothing throws this time ─▶ committed
//                               └─ one throws ─▶ those before it are committed, the step tells of the poison:
//                                                step() tries it again, park() puts it away
//
// What the file system does is not poison: it is thrown as store_error, nothing of the call has happened, and
// it may be made again.
class projection_runner {
public:
  // Opens the view's file, or makes it. The projection outlives this. Throws store_error.
  projection_runner(projection& kept, const std::filesystem::path& file, const view_settings& settings = {});
  projection_runner(const projection_runner&) = delete;
  projection_runner& operator=(const projection_runner&) = delete;

  // At most `limit` (at least 1) events of interest, and none past `up_to`. Throws store_error: corrupt when
  // the view was not kept from this log.
  [[nodiscard]] step_result step(log_reader& log, std::size_t limit, position up_to = end_of_log);

  // The poison that the last step told of, if it did.
  [[nodiscard]] std::optional<poison_event> failing() const;
  // Puts that poison away as a dead letter, with its payload: later events of its stream wait behind it, all
  // other streams go on.
  void park(timestamp now);

  // Applies a stream's dead letter and those that wait behind it, in their order, up to the first that throws
  // again. A dry run says what would happen and changes nothing. Refused: no_dead_letter.
  [[nodiscard]] expected<retry_result, rejection> retry(log_reader& log, stream_key stream, bool dry_run,
                                                        timestamp now);
  // Does without a stream's dead letter for good, and applies those that waited behind it up to the first
  // that throws. Refused: no_dead_letter, reason_needed when nobody, or no reason, is named.
  [[nodiscard]] expected<retry_result, rejection>
  discard(log_reader& log, stream_key stream, std::string_view by, std::string_view reason, timestamp now);

  [[nodiscard]] std::vector<dead_letter> dead_letters() { return letters_.list(); }
  [[nodiscard]] dead_letter_counts dead_letter_count() { return letters_.counts(); }

  // As last committed.
  [[nodiscard]] const view_progress& progress() const noexcept { return file_.progress(); }
  [[nodiscard]] docket::position position() const noexcept { return progress().position; }
  [[nodiscard]] projection& kept() const noexcept { return kept_; }
  [[nodiscard]] view_file& file() noexcept { return file_; }

private:
  // The poison that a step stopped at, with what a dead letter keeps of it.
  struct failure {
    recorded_event event;
    std::string error;
    std::uint32_t attempts = 0;
  };
  enum class way { at_once, one_by_one };

  [[nodiscard]] step_result apply_batch(way how, log_reader& log, std::size_t limit, docket::position up_to);
  [[nodiscard]] bool take(way how, const event_view& event, view_progress& progress, step_result& result);
  void tell(const event_view& event, view_progress& progress);
  [[nodiscard]] std::optional<std::string> try_alone(const event_view& event, view_progress& progress);
  void note_failure(const event_view& event, std::string error);

  // How a stream's dead letter is settled.
  struct settlement {
    bool dry_run = false;
    bool without_first = false; // Discarded, by whom and why.
    std::string_view by{}, reason{};
  };
  [[nodiscard]] retry_result settle(log_reader& log, const dead_letter& letter, const settlement& how,
                                    timestamp now);
  [[nodiscard]] retry_result apply_parked(log_reader& log, const dead_letter& letter,
                                          const std::vector<docket::position>& events,
                                          view_progress& progress, timestamp now);

  void flush();
  void roll_back() noexcept;
  void require_own_log(log_reader& log);
  [[nodiscard]] bool is_blocked(stream_key stream) const { return blocked_.contains(stream); }
  void load_blocked();

  projection& kept_;
  view_file file_;
  views::dead_letter_tables letters_;
  std::unordered_set<stream_key> blocked_; // The streams with a dead letter.
  std::optional<failure> failing_;
  bool knows_log_ = false; // require_own_log() has looked.
};

} // namespace docket
