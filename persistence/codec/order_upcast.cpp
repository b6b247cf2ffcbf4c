#include "docket/persistence/codec/order_upcast.hpp"

#include "docket/domain/money.hpp"

#include <array>

namespace docket {

namespace {

using step_result = std::optional<json_problem>;

// Orders were created without a shipping fee until schema 2.
step_result add_zero_shipping_fee(json_document& data) {
  const auto code = data.find(json_document::root, "currency");
  if (code == json_document::none) return json_problem{"missing_field", "The field currency is missing."};
  const auto currency = currency::parse(data.at(code).text);
  if (!currency) return json_problem{currency.error().rule, currency.error().message};
  if (!data.add_string(json_document::root, "shippingFee", format_amount({0}, *currency))) {
    return json_problem{"unknown_field", "The field \"shippingFee\" is unknown in schema 1."};
  }
  return std::nullopt;
}

struct upcast_step {
  std::string_view type;
  std::int32_t from; // To the next schema.
  step_result (*take)(json_document& data);
};

// In the order of their schemas within a type. Written data needs every step for ever.
constexpr std::array steps{
    upcast_step{"OrderCreated", 1, add_zero_shipping_fee},
};

} // namespace

std::optional<json_problem> upcast_order_event(std::string_view type, std::int32_t schema,
                                               json_document& data) {
  for (const auto& step : steps) {
    if (step.type != type || step.from < schema) continue;
    if (auto problem = step.take(data)) return problem;
  }
  return std::nullopt;
}

} // namespace docket
