#pragma once

#include "docket/domain/text.hpp"

#include <memory>
#include <optional>

namespace docket {

// A postal address. Every part is optional; country is an ISO 3166-1 alpha-2 code when it is stated.
struct postal_address {
  text name{}, line1{}, line2{}, city{}, region{}, postal_code{}, country{};

  friend bool operator==(const postal_address&, const postal_address&) = default;
};

// What identifies a person. It stands apart in an event's data, so that it can be encrypted and forgotten.
struct personal_data {
  text name{}, email{}, phone{};
  std::optional<postal_address> shipping_address{}, billing_address{};

  friend bool operator==(const personal_data&, const personal_data&) = default;
};

// Whether both state the same, or both nothing.
[[nodiscard]] inline bool same_personal(const std::shared_ptr<const personal_data>& a,
                                        const std::shared_ptr<const personal_data>& b) {
  return a == b || (a && b && *a == *b);
}

} // namespace docket
