#pragma once

#include "docket/domain/fulfilment/steps.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace docket {

// What a refusal means to the fulfilment.
enum class verdict : std::uint8_t {
  as_good_as_done, // What the step wanted is so.
  heard_before,    // An answer again, that the log has told or is about to tell: it is believed once.
  undo,            // It cannot be fulfilled: compensate.
  too_late,        // The money was taken, the parcel has arrived, the order is out: that stays so.
  ask_people,      // Nobody foresaw it: park.
};

// By the step and the name of the rule that refused it.
[[nodiscard]] verdict verdict_on(step_kind kind, std::string_view rule) noexcept;

struct foreseen_refusal {
  step_kind kind;
  std::string_view rule;
  verdict means;
};

// All that were foreseen; docs/fulfilment.md shows them. Any other is for people.
[[nodiscard]] std::span<const foreseen_refusal> foreseen_refusals() noexcept;

} // namespace docket
