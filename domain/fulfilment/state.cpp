#include "docket/domain/fulfilment/state.hpp"

#include "docket/domain/overloaded.hpp"

#include <algorithm>

namespace docket {

std::string_view phase_name(const fulfilment_state& state) noexcept {
  return std::visit(
      overloaded{
          [](const no_fulfilment&) { return "none"; },
          [](const running_fulfilment&) { return "running"; },
          [](const compensating_fulfilment&) { return "compensating"; },
          [](const parked_fulfilment&) { return "parked"; },
          [](const completed_fulfilment&) { return "completed"; },
          [](const compensated_fulfilment& s) { return s.abandoned ? "abandoned" : "compensated"; },
      },
      state);
}

const fulfilment_content* content_of(const fulfilment_state& state) noexcept {
  return std::visit(overloaded{
                        [](const no_fulfilment&) -> const fulfilment_content* { return nullptr; },
                        [](const parked_fulfilment& s) {
                          return std::visit([](const fulfilment_content& c) { return &c; }, s.before);
                        },
                        [](const fulfilment_content& s) { return &s; },
                    },
                    state);
}

const compensating_fulfilment* compensation_of(const fulfilment_state& state) noexcept {
  if (const auto* parked = std::get_if<parked_fulfilment>(&state))
    return std::get_if<compensating_fulfilment>(&parked->before);
  if (const auto* ended = std::get_if<compensated_fulfilment>(&state)) return ended;
  return std::get_if<compensating_fulfilment>(&state);
}

const open_step* find_open(const fulfilment_content& content, std::int32_t number) noexcept {
  const auto found = std::ranges::find(content.open, number, &open_step::number);
  return found == content.open.end() ? nullptr : &*found;
}

std::optional<timestamp> next_due(const fulfilment_content& content) noexcept {
  std::optional<timestamp> earliest;
  for (const auto& step : content.open) {
    const auto due = first_call(step);
    if (!earliest || due < *earliest) earliest = due;
  }
  return earliest;
}

} // namespace docket
