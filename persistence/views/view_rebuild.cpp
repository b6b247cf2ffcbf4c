#include "docket/persistence/views/view_rebuild.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace docket {
namespace {

std::unique_ptr<projection_runner> run(views_folder& folder, projection& kept, std::uint32_t generation,
                                       const view_settings& settings) {
  return std::make_unique<projection_runner>(kept, folder.file_of(kept.name(), generation), settings);
}

} // namespace

std::optional<kept_view> open_kept_view(views_folder& folder, const projection_factory& make, timestamp now,
                                        const view_settings& settings) {
  auto kept = make();
  const auto live = folder.live_generation(*kept, now);
  if (live.version != kept->version()) return std::nullopt;
  auto runner = run(folder, *kept, live.number, settings);
  return kept_view{std::move(kept), std::move(runner), live};
}

view_rebuild::view_rebuild(views_folder& folder, const projection_factory& make, timestamp now,
                           const view_settings& settings)
    : folder_(folder) {
  building_.kept = make();
  const auto& kept = *building_.kept;
  const auto view = folder.registry().find(kept.name());
  resumed_ = view && view->building && view->building->version == kept.version();
  building_.generation =
      resumed_ ? *view->building : folder.registry().begin_building(kept.name(), kept.version(), now);
  folder.remove_unnamed(); // One of another version that this one took the place of.
  building_.runner = run(folder, *building_.kept, building_.generation.number, settings);
}

step_result view_rebuild::step(log_reader& log, std::size_t limit, position up_to) {
  auto result = building_.runner->step(log, limit, up_to);
  if (!result.poison) return result;
  const auto before = discarded_from_live(result.poison->position);
  if (!before) return result;
  building_.runner->park(before->at);
  [[maybe_unused]] const auto waited =
      building_.runner->discard(log, result.poison->key, before->by, before->reason, before->at);
  result.poison.reset();
  result.reached = building_.runner->position();
  ++result.events;
  return result;
}

view_diff view_rebuild::compare_with_live(std::size_t differences_max) {
  const auto live = open_live_view(folder_.path(), building_.kept->name());
  view_reader built{building_.runner->file().file()};
  return diff_views(*live, built, differences_max);
}

// What was built is on the disk before the registry says that it is live: a power cut leaves either the old
// generation or a complete new one.
kept_view view_rebuild::switch_over() && {
  building_.runner->file().sync_to_disk();
  folder_.sync_names();
  folder_.registry().switch_over(building_.kept->name());
  folder_.remove_unnamed();
  return std::move(building_);
}

void view_rebuild::cancel() && {
  folder_.registry().give_up_building(building_.kept->name());
  building_.runner.reset();
  folder_.remove_unnamed();
}

std::optional<discarded_event> view_rebuild::discarded_from_live(position at) {
  const auto view = folder_.registry().find(building_.kept->name());
  if (!view || !view->live) return std::nullopt;
  try {
    view_reader live{folder_.file_of(view->name, view->live->number)};
    return views::dead_letter_tables{live.statements()}.find_discarded(at);
  } catch (const store_error&) {
    return std::nullopt; // The live one cannot be read, which may be why it is rebuilt.
  }
}

} // namespace docket
