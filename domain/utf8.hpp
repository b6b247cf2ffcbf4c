#pragma once

#include <string_view>

namespace docket {

// True for well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF) without
// U+0000, which is what every text field must be.
[[nodiscard]] bool is_valid_utf8(std::string_view bytes) noexcept;

} // namespace docket
