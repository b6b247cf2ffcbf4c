#pragma once

#include <string>
#include <string_view>

namespace docket {

// Bytes from outside as a message can show them: in double quotes, what is not printable ASCII as \xNN, cut
// after 60 bytes. So that no message carries invalid UTF-8, a line break or a megabyte.
[[nodiscard]] std::string quoted(std::string_view bytes);

} // namespace docket
