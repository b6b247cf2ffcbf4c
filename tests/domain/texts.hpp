#pragma once

#include <string>

// Texts that stand at the limits of what a command may state, and beyond them.
namespace docket::testing {

inline const std::string too_long_text(1'001, 'x');
inline const std::string longest_text(1'000, 'x');
inline const std::string no_utf8 = "caf\xe9";
inline const std::string too_long_and_no_utf8 = too_long_text + no_utf8;

} // namespace docket::testing
