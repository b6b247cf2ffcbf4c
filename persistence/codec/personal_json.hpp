#pragma once

#include "docket/domain/order/personal.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"

#include <string_view>

// What identifies a person, as JSON. Written in events and snapshots, so it never changes:
//
//   person   {"name"?, "email"?, "phone"?, "shippingAddress"?: address, "billingAddress"?: address}
//   address  {"name"?, "line1"?, "line2"?, "city"?, "region"?, "postalCode"?, "country"?}
//
// All are strings; empty ones are not written.
namespace docket {

// The fields of the object that was begun last.
void write_fields(json_writer& to, const personal_data& personal);
void write_fields(json_writer& to, const postal_address& address);

[[nodiscard]] personal_data read_personal(json_fields& from);
[[nodiscard]] postal_address read_address(json_fields& from);

// The optional address field `name`.
[[nodiscard]] std::optional<postal_address> read_optional_address(json_fields& from, std::string_view name);

} // namespace docket
