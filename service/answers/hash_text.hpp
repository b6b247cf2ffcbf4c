#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace docket::service {

// 64 hexadecimal digits, in small letters.
[[nodiscard]] std::string hash_text(const sha256& hash);

// Reads one back, in either case; nothing for anything else.
[[nodiscard]] std::optional<sha256> parse_hash(std::string_view text);

} // namespace docket::service
