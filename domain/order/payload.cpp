#include "docket/domain/order/payload.hpp"

#include "docket/domain/order/rejections.hpp"
#include "docket/domain/text.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace docket {

namespace {

refusal check_address(std::string_view field, const postal_address& stated) {
  const std::array<std::pair<std::string_view, const text*>, 7> parts{{
      {".name", &stated.name},
      {".line1", &stated.line1},
      {".line2", &stated.line2},
      {".city", &stated.city},
      {".region", &stated.region},
      {".postalCode", &stated.postal_code},
      {".country", &stated.country},
  }};
  for (const auto& [part, value] : parts) {
    if (auto refused = check_text(std::string{field}.append(part), *value)) return refused;
  }
  return {};
}

} // namespace

refusal check_personal(const personal_data* stated) {
  if (!stated) return {};
  if (auto refused = check_text("customer.name", stated->name)) return refused;
  if (auto refused = check_text("customer.email", stated->email)) return refused;
  if (auto refused = check_text("customer.phone", stated->phone)) return refused;
  if (stated->shipping_address) {
    if (auto refused = check_address("shippingAddress", *stated->shipping_address)) return refused;
  }
  if (stated->billing_address) {
    if (auto refused = check_address("billingAddress", *stated->billing_address)) return refused;
  }
  return {};
}

expected<amount, rejection> checked_unit_price(const item& asked, const currency& in) {
  if (auto refused = check_stated(asked.product)) return unexpected{*std::move(refused)};
  if (auto refused = check_text("name", asked.name)) return unexpected{*std::move(refused)};
  auto price = to_amount(asked.unit_price, in);
  if (price && price->minor_units < 0) return unexpected{refuse::price_negative(asked.product, *price, in)};
  return price;
}

} // namespace docket
