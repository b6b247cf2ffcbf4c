#include "docket/persistence/views/fulfilments/board_phases.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace docket::board {

namespace {

constexpr status_id parked = 2, completed = 3;

status_id place_of(std::string_view phase) noexcept {
  const auto found = std::ranges::find(phases, phase);
  return found == phases.end() ? no_status : static_cast<status_id>(found - phases.begin());
}

compensating_fulfilment compensating(const outline& o) {
  compensating_fulfilment state;
  state.abandoned = o.abandoned;
  return state;
}

parked_fulfilment parked_state(const outline& o) {
  parked_fulfilment state;
  if (o.undoing) state.before = compensating(o);
  state.number = o.parked_on;
  return state;
}

} // namespace

status_id phase_of(const fulfilment_state& state) noexcept { return place_of(phase_name(state)); }

expected<status_id, query_refusal> parse_phase(std::string_view word) {
  const auto phase = place_of(word == "stuck" ? "parked" : word);
  if (phase != no_status) return phase;
  return unexpected{query_refusal{"unknown_status", fmt::format("A fulfilment is never \"{}\"; ask for {}.",
                                                                word, fmt::join(phases, ", "))}};
}

outline outline_of(const fulfilment_state& state) noexcept {
  const auto* const waiting = std::get_if<parked_fulfilment>(&state);
  const auto* const undone = compensation_of(state);
  return {phase_of(state), waiting ? waiting->number : 0, waiting && undone, undone && undone->abandoned};
}

fulfilment_state state_of(const outline& o) {
  if (o.phase == no_status) return no_fulfilment{};
  if (o.phase == place_of("running")) return running_fulfilment{};
  if (o.phase == place_of("compensating")) return compensating(o);
  if (o.phase == parked) return parked_state(o);
  if (o.phase == completed) return completed_fulfilment{};
  return compensated_fulfilment{compensating(o)};
}

// The answer to a step matters where it ends a wait for people, or reaches one that had ended.
bool may_change(const outline& o, std::string_view event_type) noexcept {
  if (event_type == "AttemptFailed" || event_type == "StepRetried") return false;
  if (event_type == "StepSucceeded" || event_type == "StepRefused") return o.phase >= parked;
  return true;
}

} // namespace docket::board
