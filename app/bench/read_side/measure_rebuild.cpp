#include "docket/app/bench/read_side/measure_read_side.hpp"
#include "docket/app/bench/read_side/sample_logs.hpp"
#include "docket/app/bench/read_side/view_building.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/builtin_projections.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

std::filesystem::path empty_folder(const bench_room& room) {
  const auto folder = room.scratch.path() / "views";
  std::filesystem::remove_all(folder);
  return folder;
}

rebuild_figure rebuild_over(const bench_room& room, const std::filesystem::path& log, rebuild_figure result) {
  result.log_events = value(open_sqlite_reader(log)->head().position);
  for (const auto& make : builtin_projections()) {
    room.tell(fmt::format("building {} over {} events of {}", make()->name(), result.log_events, result.log));
    result.views.push_back(build_views(room, log, empty_folder(room), {make}).views.front());
  }
  room.tell(fmt::format("building all views over {} events of {}", result.log_events, result.log));
  result.together_events_per_second =
      build_views(room, log, empty_folder(room), builtin_projections()).log_events_per_second;
  std::filesystem::remove_all(empty_folder(room));
  return result;
}

} // namespace

std::vector<rebuild_figure> measure_rebuild(const bench_room& room) {
  const auto orders = room.plan.rebuild_orders;
  const auto fulfilments = room.plan.rebuild_fulfilments;
  std::vector<rebuild_figure> result;
  result.push_back(rebuild_over(room, write_log_of_orders(room, orders), {"orders", orders}));
  result.push_back(
      rebuild_over(room, write_log_of_fulfilments(room, fulfilments), {"fulfilments", fulfilments}));
  return result;
}

} // namespace docket::app::bench
