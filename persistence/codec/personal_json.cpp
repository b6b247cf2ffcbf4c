#include "docket/persistence/codec/personal_json.hpp"

namespace docket {

namespace {

void write_optional(json_writer& to, std::string_view name, const std::optional<postal_address>& address) {
  if (address) to.object(name, [&] { write_fields(to, *address); });
}

} // namespace

void write_fields(json_writer& to, const postal_address& address) {
  to.string_unless_empty("name", address.name.view());
  to.string_unless_empty("line1", address.line1.view());
  to.string_unless_empty("line2", address.line2.view());
  to.string_unless_empty("city", address.city.view());
  to.string_unless_empty("region", address.region.view());
  to.string_unless_empty("postalCode", address.postal_code.view());
  to.string_unless_empty("country", address.country.view());
}

void write_fields(json_writer& to, const personal_data& personal) {
  to.string_unless_empty("name", personal.name.view());
  to.string_unless_empty("email", personal.email.view());
  to.string_unless_empty("phone", personal.phone.view());
  write_optional(to, "shippingAddress", personal.shipping_address);
  write_optional(to, "billingAddress", personal.billing_address);
}

postal_address read_address(json_fields& from) {
  return {.name = from.string_or_empty("name"),
          .line1 = from.string_or_empty("line1"),
          .line2 = from.string_or_empty("line2"),
          .city = from.string_or_empty("city"),
          .region = from.string_or_empty("region"),
          .postal_code = from.string_or_empty("postalCode"),
          .country = from.string_or_empty("country")};
}

std::optional<postal_address> read_optional_address(json_fields& from, std::string_view name) {
  auto fields = from.object(name);
  if (!fields) return std::nullopt;
  auto address = read_address(*fields);
  fields->finish();
  return address;
}

personal_data read_personal(json_fields& from) {
  return {.name = from.string_or_empty("name"),
          .email = from.string_or_empty("email"),
          .phone = from.string_or_empty("phone"),
          .shipping_address = read_optional_address(from, "shippingAddress"),
          .billing_address = read_optional_address(from, "billingAddress")};
}

} // namespace docket
