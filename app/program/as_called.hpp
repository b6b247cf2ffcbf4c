#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace docket::app {

// How a command line begins that people can enter next: the program as it was called, and the database where
// one was named. "build/release/docket --db shop.db".
[[nodiscard]] std::string as_called(std::string_view program,
                                    const std::optional<std::filesystem::path>& database);

} // namespace docket::app
