#pragma once

#include <span>
#include <string_view>

// The files of the web page, which the program carries within itself: those under assets/, put into it at
// build time (cmake/embed.cmake).
namespace docket::service {

struct asset {
  std::string_view path;         // "script/main.js"
  std::string_view content_type; // "text/javascript; charset=utf-8"
  std::string_view bytes;
  std::string_view sha256; // Of the bytes, in hexadecimal digits.
};

// By path. They live as long as the program.
[[nodiscard]] std::span<const asset> assets() noexcept;

// Null when there is no such file.
[[nodiscard]] const asset* find_asset(std::string_view path) noexcept;

} // namespace docket::service
