#pragma once

#include "docket/domain/fulfilment/steps.hpp"

#include <cstdint>
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

// By the step and the name of the rule that refused it. The table stands in docs/fulfilment.md.
[[nodiscard]] verdict verdict_on(step_kind kind, std::string_view rule) noexcept;

} // namespace docket
