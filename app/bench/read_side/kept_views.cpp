#include "docket/app/bench/read_side/kept_views.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/queries.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <thread>

namespace docket::app::bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds sample_every{3};
constexpr std::chrono::milliseconds look_every{100};
constexpr std::chrono::minutes patience{20};

// The log's end, by a status that asks the log.
position head_of(const std::vector<projection_status>& all) {
  position head{};
  for (const auto& one : all)
    head = std::max(head, one.head);
  return head;
}

} // namespace

config settings_with_views(const bench_room& room, std::filesystem::path database) {
  auto settings = settings_for(room, std::move(database));
  settings.projections = builtin_projections();
  return settings;
}

std::vector<std::string> view_names() {
  std::vector<std::string> names;
  for (const auto& make : builtin_projections())
    names.emplace_back(make()->name());
  return names;
}

std::uint64_t furthest_behind(const engine& of) {
  std::uint64_t behind = 0;
  for (const auto& one : of.projections().status())
    behind = std::max(behind, one.lag_events);
  return behind;
}

std::chrono::duration<double> wait_for_views(const engine& of, const std::function<void()>& watch) {
  const auto begun = clock::now();
  const auto views = of.projections();
  const auto all = views.status();
  const auto head = head_of(all);
  for (const auto& one : all)
    while (!views.wait(one.name, head, look_every)) {
      if (watch) watch();
      if (clock::now() - begun > patience)
        throw command_failed(fmt::format("the view {} does not get to the log's end", one.name));
    }
  return clock::now() - begun;
}

std::vector<std::int64_t> sample_lags_us(const engine& of, std::chrono::milliseconds span,
                                         const std::function<void()>& watch) {
  const auto names = view_names();
  const auto views = of.projections();
  const auto end = clock::now() + span;
  std::vector<std::int64_t> lags;
  for (std::size_t i = 0; clock::now() < end; ++i) {
    if (const auto status = views.status(names[i % names.size()])) lags.push_back(status->lag.count());
    if (watch) watch();
    std::this_thread::sleep_for(sample_every);
  }
  return lags;
}

} // namespace docket::app::bench
