#pragma once

#include "docket/domain/money.hpp"

#include <string>

namespace docket {

// As people read it: "109.97 USD".
[[nodiscard]] std::string in_words(amount value, const currency& in);

} // namespace docket
