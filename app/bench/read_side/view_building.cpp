#include "docket/app/bench/read_side/view_building.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/projection_runner.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <string>
#include <thread>

namespace docket::app::bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds look_every{20};

double seconds_since(clock::time_point begun) {
  return std::chrono::duration<double>(clock::now() - begun).count();
}

// Until the view is at the log's end, or somebody wants it to stop.
std::uint64_t step_to_end(projection_runner& runner, log_reader& log, std::size_t batch,
                          const std::atomic<bool>& stopped) {
  while (!stopped) {
    const auto step = runner.step(log, batch);
    if (step.poison) throw store_error(store_errc::corrupt, step.poison->error);
    if (step.caught_up) break;
  }
  return runner.progress().applied;
}

view_figure build(const config& settings, const std::filesystem::path& database,
                  const std::filesystem::path& folder, const projection_factory& make,
                  const std::atomic<bool>& stopped) {
  const auto kept = make();
  view_figure result{std::string{kept->name()}};
  const auto log = open_sqlite_reader(database);
  const auto file = built_file(folder, kept->name());
  const auto begun = clock::now();
  {
    projection_runner runner{*kept, file, {settings.read_side.cache_bytes}};
    result.events = step_to_end(runner, *log, settings.read_side.batch_max, stopped);
    const auto seconds = seconds_since(begun);
    result.events_per_second = static_cast<double>(result.events) / seconds;
    result.log_events_per_second = static_cast<double>(value(log->head().position)) / seconds;
  }
  result.bytes = std::filesystem::file_size(file);
  return result;
}

// One thread a view. What one of them throws, or `watch` does, ends them all.
class crew {
public:
  explicit crew(std::size_t size) : failures_(size) { threads_.reserve(size); }
  ~crew() { stopped_ = true; }

  template <class Work>
  void start(Work work) {
    const auto number = threads_.size();
    ++busy_;
    threads_.emplace_back([this, number, work = std::move(work)] {
      try {
        work(stopped_);
      } catch (...) {
        failures_[number] = std::current_exception();
        stopped_ = true;
      }
      --busy_;
    });
  }

  void wait(const std::function<void()>& watch) {
    while (busy_ > 0) {
      std::this_thread::sleep_for(look_every);
      if (watch) watch();
    }
    for (const auto& failure : failures_)
      if (failure) std::rethrow_exception(failure);
  }

private:
  std::atomic<bool> stopped_{false};
  std::atomic<std::size_t> busy_{0};
  std::vector<std::exception_ptr> failures_;
  std::vector<std::jthread> threads_; // Last: they use all the others.
};

} // namespace

std::filesystem::path built_file(const std::filesystem::path& folder, std::string_view view) {
  return folder / (std::string{view} + ".db");
}

built_views build_views(const bench_room& room, const std::filesystem::path& log,
                        const std::filesystem::path& folder, const std::vector<projection_factory>& which) {
  std::filesystem::create_directories(folder);
  built_views result{std::vector<view_figure>(which.size()), 0};
  const auto head = value(open_sqlite_reader(log)->head().position);
  const auto begun = clock::now();
  crew builders{which.size()};
  for (std::size_t i = 0; i < which.size(); ++i)
    builders.start([&, i](const std::atomic<bool>& stopped) {
      result.views[i] = build(room.settings, log, folder, which[i], stopped);
    });
  builders.wait(room.watch);
  result.log_events_per_second = static_cast<double>(head) / seconds_since(begun);
  return result;
}

} // namespace docket::app::bench
