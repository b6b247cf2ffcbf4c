#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <string>

namespace docket {

// RFC 9562: 8-4-4-4-12 hexadecimal digits, in small letters.
[[nodiscard]] std::string uuid_text(const uuid& id);

} // namespace docket
