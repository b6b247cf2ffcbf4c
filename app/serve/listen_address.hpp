#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docket::app {

struct listen_address {
  std::string address;
  std::uint16_t port = 0;

  // Whether only this machine can reach it.
  [[nodiscard]] bool is_loopback() const noexcept;
  // "http://127.0.0.1:8080", "https://[::1]:8443".
  [[nodiscard]] std::string url(std::uint16_t actual_port, bool encrypted) const;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080". Throws usage_error.
[[nodiscard]] listen_address parse_listen_address(std::string_view written);

} // namespace docket::app
