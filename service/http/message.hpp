#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What goes in and comes out, as HTTP has it (RFC 9110), free of the library that carries it.
namespace docket::service {

enum class http_method : std::uint8_t { get, head, post, put, patch, del, options };

// "GET", ...
[[nodiscard]] std::string_view name_of(http_method method) noexcept;

// Of a request.
struct http_header {
  std::string name, value;
};

// Of an answer.
struct response_header {
  std::string_view name; // Static storage.
  std::string value;
};

// Who is at the other end of a connection.
struct peer_address {
  std::array<std::uint8_t, 16> bytes{}; // In network order; of IPv4 the first four.
  bool is_v6 = false;
  std::uint16_t port = 0;
};

// "127.0.0.1:50124", "[::1]:50124"
[[nodiscard]] std::string text_of(const peer_address& peer);

struct http_request {
  http_method method = http_method::get;
  std::string path;  // As it was sent, still percent-encoded; begins with a slash.
  std::string query; // What stood after the question mark.
  std::vector<http_header> headers;
  std::string body; // Whole.
  peer_address peer{};

  // The value of the first header with this name, in whatever case; nothing when there is none.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
};

struct http_response {
  int status = 200;
  std::vector<response_header> headers{};
  std::string body{};

  // Replaces a header of this name, whose text has static storage.
  http_response& with(std::string_view name, std::string value) &;
  http_response&& with(std::string_view name, std::string value) && {
    return std::move(with(name, std::move(value)));
  }
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
};

// Letters A to Z are the same in either case; of names in HTTP.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b) noexcept;

// "Not Found"; empty for a status that the service does not use.
[[nodiscard]] std::string_view reason_of(int status) noexcept;

} // namespace docket::service
