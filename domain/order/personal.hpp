#pragma once

#include "docket/domain/text.hpp"

#include <optional>

namespace docket {

// A postal address. Every part is optional; country is an ISO 3166-1 alpha-2 code when it is stated.
struct postal_address {
  text name, line1, line2, city, region, postal_code, country;

  friend bool operator==(const postal_address&, const postal_address&) = default;
};

// What identifies a person. It stands apart in an event's data, so that it can be encrypted and forgotten.
struct personal_data {
  text name, email, phone;
  std::optional<postal_address> shipping_address, billing_address;

  friend bool operator==(const personal_data&, const personal_data&) = default;
};

} // namespace docket
