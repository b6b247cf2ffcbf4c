#include "docket/actors/projections/rebuild_job.hpp"

#include <utility>

namespace docket {

rebuild_job::rebuild_job(std::shared_ptr<view_state> view, std::shared_ptr<shared_folder> folder,
                         std::function<std::unique_ptr<log_reader>()> open_log, rebuild_options options,
                         std::shared_ptr<promised<rebuild_outcome>> answer)
    : view_(std::move(view)),
      folder_(std::move(folder)),
      open_log_(std::move(open_log)),
      options_(std::move(options)),
      answer_(std::move(answer)) {}

void rebuild_job::open(const config::read_side_config& limits, timestamp now) {
  if (!log_) log_ = open_log_();
  const std::scoped_lock hold{folder_->lock};
  try {
    building_.emplace(folder_->views, view_->make, now, view_settings{limits.cache_bytes});
  } catch (const store_error& error) {
    if (error.code() != store_errc::corrupt) throw;
    forget_begun(); // What an earlier run built is damaged.
    building_.emplace(folder_->views, view_->make, now, view_settings{limits.cache_bytes});
  }
}

step_result rebuild_job::step(std::size_t limit, position up_to) {
  return building_->step(*log_, limit, up_to);
}

void rebuild_job::show_progress(position goal) {
  rate_.reached(value(reached()), rate_meter::time::clock::now());
  const auto& generation = building_->generation();
  view_->rebuilds(rebuild_status{generation.number, generation.started_at, building_->resumed(),
                                 rate_.progress(value(goal))});
}

void rebuild_job::start_over() {
  const std::scoped_lock hold{folder_->lock};
  folder_->views.registry().give_up_building(view_->name);
  building_.reset();
  folder_->views.remove_unnamed();
}

bool rebuild_job::wants_comparison() const noexcept {
  return options_.compare || options_.end != rebuild_options::ending::switch_over;
}

// One of another version has other tables.
bool rebuild_job::has_old_one() const {
  const auto old = folder_->views.registry().find(view_->name);
  return old && old->live && old->live->version == view_->version;
}

bool rebuild_job::shall_switch(const std::optional<view_diff>& diff) const noexcept {
  switch (options_.end) {
  case rebuild_options::ending::switch_over: return true;
  case rebuild_options::ending::switch_if_same: return !diff || diff->same();
  case rebuild_options::ending::keep_live: return false;
  }
  return false;
}

rebuild_job::ended rebuild_job::end() {
  if (cancelled()) return give_up();
  rebuild_outcome outcome;
  std::optional<kept_view> live;
  {
    const std::scoped_lock hold{folder_->lock};
    if (wants_comparison() && has_old_one())
      outcome.diff = building_->compare_with_live(options_.differences_max);
    outcome.switched = shall_switch(outcome.diff);
    if (outcome.switched)
      live.emplace(std::move(*building_).switch_over());
    else
      std::move(*building_).cancel();
  }
  forget_building();
  return {std::move(outcome), std::move(live)};
}

rebuild_job::ended rebuild_job::give_up() {
  {
    const std::scoped_lock hold{folder_->lock};
    if (building_) std::move(*building_).cancel();
    forget_begun();
  }
  forget_building();
  return {unexpected{query_refusal{"rebuild_cancelled", "the rebuild of " + view_->name +
                                                            " was cancelled; the view is as it was"}},
          {}};
}

// Also what an earlier run began. Under the folder's lock.
void rebuild_job::forget_begun() {
  folder_->views.registry().give_up_building(view_->name);
  folder_->views.remove_unnamed();
}

void rebuild_job::forget_building() {
  building_.reset();
  view_->rebuilds(std::nullopt);
}

} // namespace docket
