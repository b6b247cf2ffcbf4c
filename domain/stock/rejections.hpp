#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/rejection.hpp"

#include <cstdint>

// One function for each rule that refuses a stock's command, named as the rule is. README.md says which
// command meets which of them, and in which order.
namespace docket::refuse {

[[nodiscard]] rejection product_unknown(const product_id& product);
[[nodiscard]] rejection stock_insufficient(quantity asked, std::int64_t available);
[[nodiscard]] rejection stock_already_reserved(const order_id& order);
[[nodiscard]] rejection stock_not_reserved(const order_id& order);
[[nodiscard]] rejection adjustment_is_zero();
[[nodiscard]] rejection stock_would_be_negative(std::int64_t difference, std::int64_t available);
[[nodiscard]] rejection quantity_overflow();

} // namespace docket::refuse
