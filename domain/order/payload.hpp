#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/order/commands.hpp"
#include "docket/domain/order/personal.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/stated.hpp"

// Rules about what an order's command states, which need nothing of the order but its currency; more of them
// are shared with other aggregates (../stated.hpp).
namespace docket {

// Null is fine: nothing was stated.
[[nodiscard]] refusal check_personal(const personal_data* stated);

// What the item is and costs, whichever order it is for. Rules "invalid_id", the text rules for its name,
// "too_many_decimals", "amount_overflow", "price_negative".
[[nodiscard]] expected<amount, rejection> checked_unit_price(const item& asked, const currency& in);

} // namespace docket
