#pragma once

#include <cstddef>
#include <string>

namespace docket::service {

// Room for text is used again from one request to the next, but none that one long request needed is kept:
// thousands of connections may wait.
inline void empty_for_reuse(std::string& text) {
  constexpr std::size_t kept_bytes_max = 32u << 10;
  if (text.capacity() > kept_bytes_max)
    std::string{}.swap(text);
  else
    text.clear();
}

} // namespace docket::service
