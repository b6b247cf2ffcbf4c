#include "docket/service/http/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <utility>

namespace docket::service {
namespace {

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<std::string_view> find(const auto& headers, std::string_view name) noexcept {
  for (const auto& header : headers)
    if (same_name(header.name, name)) return header.value;
  return std::nullopt;
}

} // namespace

std::string_view name_of(http_method method) noexcept {
  switch (method) {
  case http_method::get: return "GET";
  case http_method::head: return "HEAD";
  case http_method::post: return "POST";
  case http_method::put: return "PUT";
  case http_method::patch: return "PATCH";
  case http_method::del: return "DELETE";
  case http_method::options: return "OPTIONS";
  }
  return {};
}

std::string text_of(const peer_address& peer) {
  char text[INET6_ADDRSTRLEN] = "";
  ::inet_ntop(peer.is_v6 ? AF_INET6 : AF_INET, peer.bytes.data(), text, sizeof text);
  return peer.is_v6 ? fmt::format("[{}]:{}", text, peer.port) : fmt::format("{}:{}", text, peer.port);
}

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::string_view> http_request::header(std::string_view name) const noexcept {
  return find(headers, name);
}

std::optional<std::string_view> http_response::header(std::string_view name) const noexcept {
  return find(headers, name);
}

http_response& http_response::with(std::string_view name, std::string value) & {
  for (auto& header : headers) {
    if (!same_name(header.name, name)) continue;
    header.value = std::move(value);
    return *this;
  }
  headers.push_back({name, std::move(value)});
  return *this;
}

std::string_view reason_of(int status) noexcept {
  static constexpr std::pair<int, std::string_view> reasons[] = {
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {304, "Not Modified"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {422, "Unprocessable Content"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };
  const auto found = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
  return found == std::end(reasons) ? std::string_view{} : found->second;
}

} // namespace docket::service
