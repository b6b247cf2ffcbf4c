#include "docket/app/projections/catch_up.hpp"

#include "docket/app/output/output.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/program/system_time.hpp"

#include <chrono>
#include <fmt/format.h>
#include <memory>
#include <thread>
#include <utility>

namespace docket::app {
namespace {

constexpr std::size_t batch_max = 16'384;
constexpr std::uint32_t attempts_max = 4;
constexpr std::chrono::milliseconds first_wait{100};

double share(position reached, position goal) {
  return value(goal) == 0 ? 1.0 : static_cast<double>(value(reached)) / static_cast<double>(value(goal));
}

// Draws how far it is, and asks the caller's watch.
batch_watch with_progress(const std::string& label, position goal, batch_watch inner) {
  return
      [bar = std::make_shared<progress>(label, "events"), goal, inner = std::move(inner)](position reached) {
        bar->show(value(reached), share(reached, goal));
        return !inner || inner(reached);
      };
}

bool run(position goal, const std::string& label, projection_runner& runner,
         const std::function<step_result(position)>& step, batch_watch watch) {
  return run_to(
      goal, std::string{runner.kept().name()}, step, [&] { runner.park(system_time()); },
      with_progress(label, goal, std::move(watch)));
}

} // namespace

bool run_to(position goal, const std::string& view, const std::function<step_result(position goal)>& step,
            const std::function<void()>& park, const batch_watch& watch) {
  for (;;) {
    const auto done = step(goal);
    if (!watch(done.reached)) return false;
    if (done.poison && done.poison->attempts < attempts_max) {
      std::this_thread::sleep_for(first_wait * (1 << (done.poison->attempts - 1)));
    } else if (done.poison) {
      park();
      complain(
          fmt::format("the view {} could not be told the event at position {}: {}; it is parked, see docket "
                      "dead-letters",
                      view, value(done.poison->position), done.poison->error));
    } else if (done.caught_up) {
      return true;
    }
  }
}

kept_view catch_up(views_folder& folder, const projection_factory& make, log_reader& log) {
  const auto goal = log.head().position;
  auto live = open_kept_view(folder, make, system_time());
  if (!live) {
    view_rebuild rebuild{folder, make, system_time()};
    static_cast<void>(build_to(goal, rebuild, log));
    return std::move(rebuild).switch_over();
  }
  auto& runner = *live->runner;
  if (runner.position() < goal)
    static_cast<void>(run(goal, fmt::format("catching up {}", live->kept->name()), runner,
                          [&](position up_to) { return runner.step(log, batch_max, up_to); }, {}));
  return *std::move(live);
}

bool build_to(position goal, view_rebuild& rebuild, log_reader& log, const batch_watch& watch) {
  auto& runner = rebuild.runner();
  return run(
      goal, fmt::format("building {}", runner.kept().name()), runner,
      [&](position up_to) { return rebuild.step(log, batch_max, up_to); }, watch);
}

} // namespace docket::app
