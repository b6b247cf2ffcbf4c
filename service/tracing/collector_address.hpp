#pragma once

#include "docket/domain/expected.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace docket::service {

// Where a collector takes spans.
struct collector_address {
  bool secure = false; // https
  std::string host;    // A name or an address; one of IPv6 without its brackets.
  std::uint16_t port = 0;
  std::string path; // Begins with '/'.

  // "http://127.0.0.1:4318"
  [[nodiscard]] std::string origin() const;

  friend bool operator==(const collector_address&, const collector_address&) = default;
};

// Reads "http://host:4318/v1/traces" or https; without a port 80 or 443. The path must be there, as
// collectors differ in it. Else in words what is wrong.
[[nodiscard]] expected<collector_address, std::string> parse_collector_address(std::string_view url);

} // namespace docket::service
