#include "docket/persistence/codec/order_upcast.hpp"

#include "docket/domain/money.hpp"

namespace docket {

std::optional<json_problem> add_zero_shipping_fee(json_document& data) {
  const auto code = data.find(json_document::root, "currency");
  if (code == json_document::none) return json_problem{"missing_field", "The field currency is missing."};
  const auto currency = currency::parse(data.at(code).text);
  if (!currency) return json_problem{currency.error().rule, currency.error().message};
  if (!data.add_string(json_document::root, "shippingFee", format_amount({0}, *currency))) {
    return field_of_later_schema("shippingFee", 1);
  }
  return std::nullopt;
}

std::optional<json_problem> allow_payment_method(json_document& data) {
  return require_absent(data, "paymentMethod", 1);
}

} // namespace docket
