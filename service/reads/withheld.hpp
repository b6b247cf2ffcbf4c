#pragma once

#include "docket/domain/order/state.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/details/order_details.hpp"

#include <string>

// What a caller who may not see personal data is shown instead. All that identifies a person stands in one
// object of an order's state and of an event's data (persistence/codec/personal_json.hpp).
namespace docket::service {

[[nodiscard]] order_state without_personal(order_state state);

// {"personal":"withheld"} stands where something personal stood.
[[nodiscard]] std::string data_without_personal(std::string data);

// Fields of the customer and of addresses are left out.
void leave_out_personal(std::vector<field_difference>& fields);

} // namespace docket::service
