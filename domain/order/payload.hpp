#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/order/commands.hpp"
#include "docket/domain/order/personal.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/text.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

// Rules about what a command states, which need nothing of the order but its currency. Fields are named as in
// command lines.
namespace docket {

// The rule that stands in the way, or nothing.
using refusal = std::optional<rejection>;

inline constexpr std::size_t text_bytes_max = 1'000;

// Rules "text_too_long", "invalid_text".
[[nodiscard]] refusal check_text(std::string_view field, const text& value);

// The same, and "text_empty".
[[nodiscard]] refusal check_required_text(std::string_view field, const text& value);

// Null is fine: nothing was stated.
[[nodiscard]] refusal check_personal(const personal_data* stated);

// Rule "invalid_id" for an empty id; another id was valid when it was made.
template <class Tag>
[[nodiscard]] refusal check_stated(const basic_id<Tag>& id) {
  if (id.empty()) return invalid_id(Tag::name, id.view());
  return {};
}

// What the item is and costs, whichever order it is for. Rules "invalid_id", the text rules for its name,
// "too_many_decimals", "amount_overflow", "price_negative".
[[nodiscard]] expected<amount, rejection> checked_unit_price(const item& asked, const currency& in);

} // namespace docket
