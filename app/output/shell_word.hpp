#pragma once

#include <string>
#include <string_view>

namespace docket::app {

// The text as one word of a command line that people copy into a shell: quoted where it must be.
[[nodiscard]] std::string shell_word(std::string_view word);

} // namespace docket::app
