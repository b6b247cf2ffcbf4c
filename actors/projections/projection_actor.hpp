#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/log_actors/log_bell.hpp"
#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/projections/messages.hpp"
#include "docket/actors/projections/rebuild_job.hpp"
#include "docket/actors/projections/view_state.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace docket {

struct projection_context {
  std::shared_ptr<view_state> view;
  std::shared_ptr<shared_folder> folder;
  std::shared_ptr<log_bell> bell;
  std::function<std::unique_ptr<log_reader>()> open_log;
  caf::actor publisher;
  config::read_side_config limits;
  std::function<timestamp()> clock;
  std::function<void(const std::string&)> log;
  position told_after{}; // Where the log ended when the engine began; see traced_projection.
};

// Keeps one view up with the log: reads what it has not, a batch at a time, and commits rows and progress
// together. While it keeps up it rests a little between two batches, unless somebody waits for it; so many
// small commits of the log are one of the view. While it falls behind a log that is written at full speed it
// rests for long: what it does not take from the writer now it catches up with later.
//
// What fails is tried again after a while, ever longer: an event that the projection throws at so many times
// and is then parked; the file system for ever; anything else with the view opened anew. Nothing of it
// concerns other views, or the writer. Runs detached, on a thread that gives way to others.
class projection_actor : public event_actor {
public:
  projection_actor(caf::actor_config& config, projection_context context);

  caf::behavior make_behavior() override;
  void on_exit() override;

  // For tasks, between two batches. Null while the view is not open, or of another version.
  [[nodiscard]] projection_runner* runner() noexcept { return kept_ ? kept_->runner.get() : nullptr; }
  [[nodiscard]] log_reader& log() noexcept { return *log_; }
  [[nodiscard]] timestamp now() const { return context_.clock(); }
  void settled_letters();              // Dead letters were retried or discarded.
  [[nodiscard]] bool cancel_rebuild(); // False when there is none.

private:
  using clock = std::chrono::steady_clock;
  struct step_begin {
    clock::time_point at;
    position reached, head; // Of the view and of the log.
  };

  void wake();
  void go_on();
  void keep_up();
  void open();
  void show_kept();
  [[nodiscard]] bool open_live();
  void show_old_version();
  void resume_rebuild();
  void step();
  void handle(const step_result& result, const step_begin& begin);
  void go_on_behind(const step_begin& begin, position reached);
  void handle_poison(const poison_event& poison);
  void again();
  void rest(std::chrono::milliseconds how_long);
  void failed(const std::string& why);
  void start_over(const std::string& why);
  void begin(begin_rebuild& m);
  void begin_building();
  void finish(const std::shared_ptr<rebuild_job>& job);
  void end_later(const std::shared_ptr<rebuild_job>& job, const std::string& why);
  void build_again(const std::shared_ptr<rebuild_job>& job, const std::string& why);
  void catch_up(rebuild_job& job);
  void adopt(kept_view next);

  projection_context context_;
  std::shared_ptr<log_reader> log_;
  std::optional<kept_view> kept_;
  std::shared_ptr<rebuild_job> rebuild_;
  caf::actor rebuilder_;
  std::uint32_t failures_ = 0; // In a row.
  bool asked_again_ = false;   // A view_goes_on is under way.
  bool resting_ = false;
  std::uint64_t rest_ = 0; // The number of the last rest.
  clock::time_point last_step_{};
};

} // namespace docket
