#pragma once

#include "docket/domain/fulfilment/state.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <optional>

// One function for each rule by which a fulfilment passes over what it is told, or refuses what people want.
namespace docket::refuse {

[[nodiscard]] rejection fulfilment_not_found(const order_id& order);
[[nodiscard]] rejection fulfilment_already_begun(const order_id& order);
[[nodiscard]] rejection fulfilment_ended(const fulfilment_state& state);
[[nodiscard]] rejection fulfilment_not_parked(const fulfilment_state& state);
[[nodiscard]] rejection nothing_new();
[[nodiscard]] rejection step_not_open(std::int32_t number);
[[nodiscard]] rejection nothing_due(std::optional<timestamp> next);

} // namespace docket::refuse
