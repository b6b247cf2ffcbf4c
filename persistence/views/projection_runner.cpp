#include "docket/persistence/views/projection_runner.hpp"

#include "docket/domain/planted_bugs.hpp"
#include "docket/persistence/store/store_error.hpp"
#include "docket/persistence/views/poison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace docket {
namespace {

// What a projection threw in the middle of a batch, on its way past the log's reader.
struct batch_is_poisoned {};

docket::position before(docket::position at) noexcept { return docket::position{value(at) - 1}; }
docket::position after(docket::position at) noexcept { return docket::position{value(at) + 1}; }

} // namespace

projection_runner::projection_runner(projection& kept, const std::filesystem::path& file,
                                     const view_settings& settings)
    : kept_(kept),
      file_(file, kept, settings),
      letters_(file_.tables().statements()) {
  load_blocked();
}

step_result projection_runner::step(log_reader& log, std::size_t limit, docket::position up_to) {
  require_own_log(log);
  if (failing_) return apply_batch(way::one_by_one, log, limit, up_to);
  try {
    return apply_batch(way::at_once, log, limit, up_to);
  } catch (const batch_is_poisoned&) {
    return apply_batch(way::one_by_one, log, limit, up_to);
  }
}

// Throws batch_is_poisoned when the projection throws at the batch as a whole; nothing of it has happened
// then.
step_result projection_runner::apply_batch(way how, log_reader& log, std::size_t limit,
                                           docket::position up_to) {
  auto progress = file_.progress();
  step_result result;
  bool past = false;
  const auto visit = [&](const event_view& event) {
    past = event.position > up_to;
    return !past && take(how, event, progress, result);
  };
  file_.begin();
  try {
    const auto looked_at = log.read_log(after(progress.position), kept_.interest(), limit, visit);
    const auto done = result.poison ? before(result.poison->position) : std::min(looked_at, up_to);
    progress.position = std::max(progress.position, done);
    const bool rows_last = how == way::at_once && planted(planted_bug::view_rows_after_progress);
    if (how == way::at_once && !rows_last) flush(); // One by one, each was followed by it.
    if (progress == file_.progress())
      file_.rollback(); // Nothing new, so nothing is written.
    else
      file_.commit(progress);
    if (rows_last) flush();
  } catch (...) {
    roll_back();
    throw;
  }
  result.reached = progress.position;
  result.caught_up = !result.poison && (past || result.events < limit);
  return result;
}

// False ends the batch.
bool projection_runner::take(way how, const event_view& event, view_progress& progress, step_result& result) {
  if (how == way::at_once) {
    tell(event, progress);
  } else if (auto error = try_alone(event, progress)) {
    note_failure(event, std::move(*error));
    result.poison = failing();
    return false;
  }
  progress.last_told = event.position;
  progress.last_id = event.id;
  ++result.events;
  return true;
}

// In the batch's one transaction, without a savepoint.
void projection_runner::tell(const event_view& event, view_progress& progress) {
  if (!blocked_.empty() && is_blocked(event.key)) return letters_.put_to_wait(event.key, event.position);
  try {
    kept_.apply(event, file_.tables());
  } catch (...) {
    [[maybe_unused]] const auto why = views::poison_or_throw(std::current_exception());
    throw batch_is_poisoned{};
  }
  ++progress.applied;
  progress.hash += hash_of(event.position, event.id);
}

// What the projection threw, when it did; then nothing of the event has happened.
std::optional<std::string> projection_runner::try_alone(const event_view& event, view_progress& progress) {
  if (is_blocked(event.key)) {
    letters_.put_to_wait(event.key, event.position);
    return std::nullopt;
  }
  auto& tables = file_.tables();
  tables.prepared("SAVEPOINT one_event").run();
  try {
    kept_.apply(event, tables);
    kept_.flush(tables);
  } catch (...) {
    auto error = views::poison_or_throw(std::current_exception());
    tables.statements().reset_all();
    tables.prepared("ROLLBACK TO one_event").run();
    tables.prepared("RELEASE one_event").run();
    kept_.forget();
    return error;
  }
  tables.statements().reset_all();
  tables.prepared("RELEASE one_event").run();
  ++progress.applied;
  progress.hash += hash_of(event.position, event.id);
  if (failing_ && failing_->event.position == event.position) failing_.reset();
  return std::nullopt;
}

void projection_runner::note_failure(const event_view& event, std::string error) {
  const bool again = failing_ && failing_->event.position == event.position;
  const auto attempts = again ? failing_->attempts + 1 : 1;
  failing_ = failure{recorded_event{event}, std::move(error), attempts};
}

std::optional<poison_event> projection_runner::failing() const {
  if (!failing_) return std::nullopt;
  const auto& event = failing_->event;
  return poison_event{event.position, event.key,       event.stream_type, event.stream_id,
                      event.type,     failing_->error, failing_->attempts};
}

void projection_runner::park(timestamp now) {
  if (!failing_) return;
  auto progress = file_.progress();
  file_.begin();
  try {
    const auto& event = failing_->event;
    letters_.park(event.view(), failing_->error, failing_->attempts, now);
    progress.position = progress.last_told = event.position;
    progress.last_id = event.id;
    file_.commit(progress);
  } catch (...) {
    roll_back();
    throw;
  }
  blocked_.insert(failing_->event.key);
  failing_.reset();
}

void projection_runner::flush() {
  try {
    kept_.flush(file_.tables());
  } catch (...) {
    [[maybe_unused]] const auto why = views::poison_or_throw(std::current_exception());
    throw batch_is_poisoned{};
  }
}

void projection_runner::roll_back() noexcept {
  file_.rollback();
  if (!planted(planted_bug::view_keeps_rolled_back)) kept_.forget();
}

void projection_runner::load_blocked() {
  blocked_.clear();
  for (const auto stream : letters_.streams())
    blocked_.insert(stream);
}

// A log that was put back to an older copy, or another one under the same name, would leave the view with
// events that never were, or without some that are.
void projection_runner::require_own_log(log_reader& log) {
  if (knows_log_) return;
  const auto& last = file_.progress();
  bool known = last.last_told == docket::position{0} && last.position <= log.head().position;
  if (last.last_told != docket::position{0} && last.position <= log.head().position)
    log.read_log(last.last_told, {}, 1, [&](const event_view& event) {
      known = event.position == last.last_told && event.id == last.last_id;
      return false;
    });
  if (!known)
    throw store_error(store_errc::corrupt,
                      fmt::format("{} was not kept from this log as it is now (was it put back to an older "
                                  "copy?); rebuild the view {}",
                                  file_.file().string(), kept_.name()));
  knows_log_ = true;
  if (planted(planted_bug::view_skips_after_restart) && last.last_told != docket::position{0} &&
      last.position < log.head().position) {
    auto next = last;
    next.position = after(next.position);
    file_.begin();
    file_.commit(next);
  }
}

} // namespace docket
