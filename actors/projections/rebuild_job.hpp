#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/projections/promised.hpp"
#include "docket/actors/projections/shared_folder.hpp"
#include "docket/actors/projections/view_state.hpp"
#include "docket/persistence/views/view_rebuild.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace docket {

// One rebuild of one view: made on the rebuild's thread, ended on the thread that keeps the view. Only
// cancel() may be called from elsewhere.
class rebuild_job {
public:
  rebuild_job(std::shared_ptr<view_state> view, std::shared_ptr<shared_folder> folder,
              std::function<std::unique_ptr<log_reader>()> open_log, rebuild_options options,
              std::shared_ptr<promised<rebuild_outcome>> answer);

  void cancel() noexcept { cancelled_ = true; }
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_; }

  // Goes on with what was begun, or begins. Throws store_error.
  void open(const config::read_side_config& limits, timestamp now);
  [[nodiscard]] bool is_open() const noexcept { return building_.has_value(); }

  // One batch, not past `up_to`. Throws store_error.
  [[nodiscard]] step_result step(std::size_t limit, position up_to);
  void park(timestamp now) { building_->runner().park(now); }
  [[nodiscard]] position reached() { return building_->runner().position(); }
  void show_progress(position goal);

  // Whether what was built must be begun anew after this failure.
  [[nodiscard]] bool is_beyond_repair(const store_error& failure) {
    return building_ && building_->is_beyond_repair(failure);
  }
  // What was built is thrown away; open() begins anew. Throws store_error.
  void start_over();

  // What became of it, and the view that is live now; none when the old one stays.
  struct ended {
    expected<rebuild_outcome, query_refusal> outcome;
    std::optional<kept_view> live;
  };

  // Switches or not, as the options say, while nobody writes the live view; gives up what was built when it
  // was cancelled. Throws store_error, and may then be called again.
  [[nodiscard]] ended end();
  // Once, when everybody can see what became of it.
  void answer(expected<rebuild_outcome, query_refusal> outcome) { answer_->give(std::move(outcome)); }

private:
  [[nodiscard]] bool wants_comparison() const noexcept;
  [[nodiscard]] bool has_old_one() const;
  [[nodiscard]] bool shall_switch(const std::optional<view_diff>& diff) const noexcept;
  [[nodiscard]] ended give_up();
  void forget_building();
  void forget_begun();

  std::shared_ptr<view_state> view_;
  std::shared_ptr<shared_folder> folder_;
  std::function<std::unique_ptr<log_reader>()> open_log_;
  std::unique_ptr<log_reader> log_; // Null until it is open.
  rebuild_options options_;
  std::shared_ptr<promised<rebuild_outcome>> answer_;
  std::atomic<bool> cancelled_{false};
  std::optional<view_rebuild> building_;
  rate_meter rate_;
};

} // namespace docket
