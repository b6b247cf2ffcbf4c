#include "docket/service/tracing/collector_address.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace docket::service {
namespace {

constexpr std::string_view plain_scheme = "http://", secure_scheme = "https://";

bool is_printable(std::string_view part) {
  return std::all_of(part.begin(), part.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_host(std::string_view host, bool in_brackets) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [&](char c) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
    return plain || (in_brackets ? c == ':' : c == '-' || c == '_');
  });
}

std::optional<std::uint16_t> port_of(std::string_view digits) {
  std::uint16_t port = 0;
  const auto* const end = digits.data() + digits.size();
  const auto [read_to, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc{} || read_to != end || port == 0) return std::nullopt;
  return port;
}

// "host", "host:port" or "[address]:port", into the address; false when it is none of them.
bool read_authority(std::string_view authority, collector_address& to) {
  const bool in_brackets = authority.starts_with('[');
  const auto host_end = in_brackets ? authority.find(']') : authority.find(':');
  const auto host = in_brackets && host_end != std::string_view::npos ? authority.substr(1, host_end - 1)
                                                                      : authority.substr(0, host_end);
  if (!is_host(host, in_brackets)) return false;
  to.host = host;
  auto rest = host_end == std::string_view::npos ? std::string_view{} : authority.substr(host_end);
  if (in_brackets && !rest.empty()) rest.remove_prefix(1);
  if (rest.empty()) return true;
  const auto port = rest.starts_with(':') ? port_of(rest.substr(1)) : std::nullopt;
  to.port = port.value_or(0);
  return port.has_value();
}

} // namespace

std::string collector_address::origin() const {
  const bool needs_brackets = host.find(':') != std::string::npos;
  return fmt::format("{}{}:{}", secure ? secure_scheme : plain_scheme,
                     needs_brackets ? fmt::format("[{}]", host) : host, port);
}

expected<collector_address, std::string> parse_collector_address(std::string_view url) {
  collector_address result;
  result.secure = url.starts_with(secure_scheme);
  if (!result.secure && !url.starts_with(plain_scheme))
    return unexpected{std::string{"it must begin with http:// or https://"}};
  result.port = result.secure ? 443 : 80;
  const auto rest = url.substr(result.secure ? secure_scheme.size() : plain_scheme.size());
  const auto path_at = rest.find('/');
  if (path_at == std::string_view::npos)
    return unexpected{std::string{"it must end with a path, usually /v1/traces"}};
  if (rest.substr(0, path_at).find('@') != std::string_view::npos)
    return unexpected{std::string{"it must hold no name or password"}};
  if (!read_authority(rest.substr(0, path_at), result))
    return unexpected{std::string{"it must name a host, and a port from 1 to 65535 if any"}};
  result.path = rest.substr(path_at);
  if (!is_printable(result.path) || result.path.find('#') != std::string::npos)
    return unexpected{std::string{"its path must be as it is sent, without spaces or #"}};
  return result;
}

} // namespace docket::service
