#include "docket/persistence/codec/uuid_text.hpp"

#include <cstddef>
#include <string_view>

namespace docket {

std::string uuid_text(const uuid& id) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string result;
  result.reserve(36);
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) result += '-';
    result += hex[id[i] >> 4];
    result += hex[id[i] & 0xf];
  }
  return result;
}

} // namespace docket
