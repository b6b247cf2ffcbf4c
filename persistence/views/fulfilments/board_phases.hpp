#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/fulfilment/state.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/history/status_change.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// The phases of a fulfilment as the board counts them, and as much of its state as they follow from.
namespace docket::board {

// As phase_name() has them; stands in view files.
inline constexpr std::array<std::string_view, 6> phases{"running",   "compensating", "parked",
                                                        "completed", "compensated",  "abandoned"};

// no_status before the beginning.
[[nodiscard]] status_id phase_of(const fulfilment_state& state) noexcept;

// Rule: unknown_status.
[[nodiscard]] expected<status_id, query_refusal> parse_phase(std::string_view word);

// What decides which phase comes next: which it is, on which step it is parked and whether what was done is
// being undone, by people or not.
struct outline {
  status_id phase = no_status;
  std::int32_t parked_on = 0; // Of a parked one.
  bool undoing = false;       // Of a parked one: what it goes back to.
  bool abandoned = false;

  friend bool operator==(const outline&, const outline&) = default;
};

[[nodiscard]] outline outline_of(const fulfilment_state& state) noexcept;
// A state that says no more than the outline, for evolve().
[[nodiscard]] fulfilment_state state_of(const outline& o);

// Whether an event of this type can change the phase; most of a fulfilment's events cannot, and need not be
// understood.
[[nodiscard]] bool may_change(const outline& o, std::string_view event_type) noexcept;

} // namespace docket::board
