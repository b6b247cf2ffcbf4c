#pragma once

#include "docket/persistence/codec/upcast.hpp"

// The steps that bring an order's events from an older schema to the next one.
namespace docket {

// OrderCreated 1 to 2: orders had no shipping fee.
[[nodiscard]] std::optional<json_problem> add_zero_shipping_fee(json_document& data);

// OrderPlaced 1 to 2: how the customer wants to pay could not be stated.
[[nodiscard]] std::optional<json_problem> allow_payment_method(json_document& data);

} // namespace docket
