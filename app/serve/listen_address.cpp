#include "docket/app/serve/listen_address.hpp"

#include "docket/app/program/errors.hpp"

#include <arpa/inet.h>
#include <charconv>
#include <fmt/format.h>

namespace docket::app {
namespace {

bool is_address(const std::string& text, int family) {
  unsigned char room[sizeof(in6_addr)];
  return ::inet_pton(family, text.c_str(), room) == 1;
}

[[noreturn]] void refuse(std::string_view written) {
  throw usage_error{fmt::format(
      "--listen {}: an address and a port are wanted, as in 127.0.0.1:8080 or [::1]:8080", written)};
}

} // namespace

bool listen_address::is_loopback() const noexcept { return address == "::1" || address.starts_with("127."); }

std::string listen_address::url(std::uint16_t actual_port, bool encrypted) const {
  const bool is_v6 = address.find(':') != address.npos;
  return fmt::format("{}://{}{}{}:{}", encrypted ? "https" : "http", is_v6 ? "[" : "", address,
                     is_v6 ? "]" : "", actual_port);
}

listen_address parse_listen_address(std::string_view written) {
  const auto colon = written.rfind(':');
  if (colon == written.npos) refuse(written);
  listen_address result{std::string{written.substr(0, colon)}, 0};
  const auto digits = written.substr(colon + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result.port);
  if (error != std::errc{} || end != digits.data() + digits.size()) refuse(written);
  if (result.address == "localhost") result.address = "127.0.0.1";
  const bool in_brackets = result.address.starts_with('[') && result.address.ends_with(']');
  if (in_brackets) result.address = result.address.substr(1, result.address.size() - 2);
  if (!is_address(result.address, in_brackets ? AF_INET6 : AF_INET)) refuse(written);
  return result;
}

} // namespace docket::app
