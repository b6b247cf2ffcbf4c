#include "docket/persistence/views/projection_runner.hpp"

#include <algorithm>

namespace docket {

projection_runner::projection_runner(projection& kept, const std::filesystem::path& file,
                                     const view_settings& settings)
    : kept_(kept),
      file_(file, kept, settings) {}

step_result projection_runner::step(log_reader& log, std::size_t limit, docket::position up_to) {
  return apply_batch(log, limit, up_to);
}

step_result projection_runner::apply_batch(log_reader& log, std::size_t limit, docket::position up_to) {
  auto progress = file_.progress();
  step_result result;
  bool past = false;
  file_.begin();
  try {
    const auto from = docket::position{value(progress.position) + 1};
    const auto looked_at = log.read_log(from, kept_.interest(), limit, [&](const event_view& event) {
      past = event.position > up_to;
      if (past) return false;
      apply_one(event, progress);
      ++result.events;
      return true;
    });
    progress.position = std::max(progress.position, std::min(looked_at, up_to));
    commit(progress);
  } catch (...) {
    roll_back();
    throw;
  }
  result.reached = progress.position;
  result.caught_up = past || result.events < limit;
  return result;
}

void projection_runner::apply_one(const event_view& event, view_progress& progress) {
  kept_.apply(event, file_.tables());
  ++progress.applied;
  progress.hash += hash_of(event.position, event.id);
}

void projection_runner::commit(const view_progress& progress) {
  kept_.flush(file_.tables());
  file_.commit(progress);
}

void projection_runner::roll_back() noexcept {
  file_.rollback();
  kept_.forget();
}

} // namespace docket
