#pragma once

#include <span>
#include <string>
#include <string_view>

namespace docket::configuration {

// The one of the words that is fewest edits (a letter added, dropped, changed, or two swapped) away from what
// was written; empty when none is near enough to have been meant.
[[nodiscard]] std::string nearest_word(std::string_view written, std::span<const std::string> words);

} // namespace docket::configuration
