#include "docket/domain/in_words.hpp"

#include <fmt/format.h>

namespace docket {

std::string in_words(amount value, const currency& in) {
  return fmt::format("{} {}", format_amount(value, in), in.code());
}

} // namespace docket
