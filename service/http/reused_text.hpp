#pragma once

#include <cstddef>
#include <string>

namespace docket::service {

// Drops so many bytes from the beginning. Room for text is used again from one request to the next, but none
// that one long request needed is kept: thousands of connections may wait.
inline void drop_for_reuse(std::string& text, std::size_t beginning) {
  constexpr std::size_t kept_bytes_max = 32u << 10;
  if (text.capacity() > kept_bytes_max)
    std::string{text, beginning}.swap(text);
  else
    text.erase(0, beginning);
}
inline void empty_for_reuse(std::string& text) { drop_for_reuse(text, text.size()); }

} // namespace docket::service
