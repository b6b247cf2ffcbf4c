#include "docket/app/simulate/expected_refusals.hpp"

#include <iterator>
#include <string_view>

namespace docket::app {
namespace {

// Those that the customers, the people and the warehouse of drawn scenarios run into.
constexpr std::string_view rules[] = {
    "order_not_found",          "order_already_placed",
    "order_not_placed",         "order_not_paid",
    "order_not_shipped",        "order_already_paid",
    "order_already_shipped",    "order_already_delivered",
    "order_already_cancelled",  "order_cancelled",
    "order_is_empty",           "line_not_found",
    "product_price_differs",    "payment_exceeds_amount_due",
    "payment_below_amount_due", "product_unknown",
    "stock_would_be_negative",  "command_id_reused",
};

} // namespace

std::vector<std::string> expected_refusals() { return {std::begin(rules), std::end(rules)}; }

} // namespace docket::app
