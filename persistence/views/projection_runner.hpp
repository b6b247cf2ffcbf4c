#pragma once

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

namespace docket {

// An event that the projection threw at, when it was alone in its savepoint. Everything before it is applied.
struct poison_event {
  docket::position position{};
  stream_key key = stream_key::none;
  std::string stream_type, stream_id, event_type;
  std::string error;          // What the projection threw.
  std::uint32_t attempts = 0; // So far, since this runner was made.
};

struct step_result {
  std::size_t events = 0;     // Of interest that this step brought behind it: applied, or put to wait.
  docket::position reached{}; // Where the view is now.
  bool caught_up = false;     // The log, or `up_to`, ended here.
  std::optional<poison_event> poison; // It did not get past this one.
};

inline constexpr position end_of_log{std::numeric_limits<std::uint64_t>::max()};

// Keeps one view's file up with the log, a batch at a time: rows, progress and dead letters of a batch stand
// or fall together, so that however it ends, every event is applied exactly once. It has no thread and no
// clock: whoever drives it calls step() until it has caught up, and decides when to try again.
//
//   step ──▶ the batch in one transaction ──▶ committed
//              └─ it throws ▶ rolled back, and again event by event, each in a savepoint
//                               ├─ nothing throws this time ▶ committed
//                               └─ one throws ▶ those before it are committed, the step tells of the poison;
//                                    step() again tries it again, park() puts it away
//
// What the file system does is not poison: it is thrown as store_error, nothing of the step has happened, and
// step() may be called again.
class projection_runner {
public:
  // Opens the view's file, or makes it. The projection outlives this.
  projection_runner(projection& kept, const std::filesystem::path& file, const view_settings& settings = {});
  projection_runner(const projection_runner&) = delete;
  projection_runner& operator=(const projection_runner&) = delete;

  // At most `limit` events of interest, and none past `up_to`. Throws store_error.
  [[nodiscard]] step_result step(log_reader& log, std::size_t limit, position up_to = end_of_log);

  // As last committed.
  [[nodiscard]] const view_progress& progress() const noexcept { return file_.progress(); }
  [[nodiscard]] docket::position position() const noexcept { return progress().position; }
  [[nodiscard]] docket::projection& kept() const noexcept { return kept_; }
  [[nodiscard]] view_file& file() noexcept { return file_; }

private:
  [[nodiscard]] step_result apply_batch(log_reader& log, std::size_t limit, docket::position up_to);
  void apply_one(const event_view& event, view_progress& progress);
  void commit(const view_progress& progress);
  void roll_back() noexcept;

  projection& kept_;
  view_file file_;
};

} // namespace docket
