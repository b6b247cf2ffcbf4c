// Dead letters that are tried again, or done without.
#include "docket/persistence/views/projection_runner.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

namespace docket {
namespace {

rejection no_dead_letter(std::string_view view, stream_key stream) {
  return {"no_dead_letter",
          fmt::format("the view {} has no dead letter of stream {}; list them first", view,
                      static_cast<std::int64_t>(stream)),
          {{"view", std::string{view}}}};
}

rejection reason_needed() {
  return {"reason_needed", "who does without the event, and why, must be said: it is kept with the view", {}};
}

recorded_event event_at(log_reader& log, position at, stream_key stream) {
  std::optional<recorded_event> found;
  log.read_log(at, {}, 1, [&](const event_view& event) {
    if (event.position == at && event.key == stream) found.emplace(event);
    return false;
  });
  if (!found)
    throw store_error(store_errc::corrupt,
                      fmt::format("the log has no event of stream {} at position {}, where a "
                                  "view has a dead letter; rebuild the view",
                                  static_cast<std::int64_t>(stream), value(at)));
  return std::move(*found);
}

} // namespace

expected<retry_result, rejection> projection_runner::retry(log_reader& log, stream_key stream, bool dry_run,
                                                           timestamp now) {
  const auto letter = letters_.find(stream);
  if (!letter) return unexpected{no_dead_letter(kept_.name(), stream)};
  return settle(log, *letter, {.dry_run = dry_run}, now);
}

expected<retry_result, rejection> projection_runner::discard(log_reader& log, stream_key stream,
                                                             std::string_view by, std::string_view reason,
                                                             timestamp now) {
  if (by.empty() || reason.empty()) return unexpected{reason_needed()};
  const auto letter = letters_.find(stream);
  if (!letter) return unexpected{no_dead_letter(kept_.name(), stream)};
  return settle(log, *letter, {.without_first = true, .by = by, .reason = reason}, now);
}

// The dead letter and those behind it, in one transaction.
retry_result projection_runner::settle(log_reader& log, const dead_letter& letter, const settlement& how,
                                       timestamp now) {
  require_own_log(log);
  auto progress = file_.progress();
  retry_result result;
  file_.begin();
  try {
    auto events = letters_.waiting(letter.key);
    if (how.without_first)
      letters_.discard(letter, how.by, how.reason, now);
    else
      events.insert(events.begin(), letter.position);
    blocked_.erase(letter.key); // So that they are applied, not put to wait again.
    result = apply_parked(log, letter, events, progress, now);
    if (how.dry_run)
      roll_back();
    else
      file_.commit(progress);
  } catch (...) {
    roll_back();
    blocked_.insert(letter.key);
    throw;
  }
  if (how.dry_run || result.poison) blocked_.insert(letter.key);
  return result;
}

retry_result projection_runner::apply_parked(log_reader& log, const dead_letter& letter,
                                             const std::vector<docket::position>& events,
                                             view_progress& progress, timestamp now) {
  retry_result result;
  for (const auto at : events) {
    const auto event = event_at(log, at, letter.key);
    const auto error = try_alone(event.view(), progress);
    const bool is_first = at == letter.position;
    if (is_first)
      letters_.remove(letter.key);
    else
      letters_.remove_waiting(letter.key, at);
    if (error) {
      const auto attempts = is_first ? letter.attempts + 1 : 1;
      letters_.park(event.view(), *error, attempts, is_first ? letter.parked_at : now);
      result.poison =
          poison_event{at, event.key, event.stream_type, event.stream_id, event.type, *error, attempts};
      break;
    }
    ++result.applied;
  }
  const auto tried = result.applied + (result.poison ? 1 : 0);
  result.still_waiting = events.size() - tried;
  return result;
}

} // namespace docket
