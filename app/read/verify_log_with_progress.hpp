#pragma once

#include "docket/persistence/store/verify.hpp"

#include <filesystem>
#include <optional>

namespace docket::app {

// verify_log() with progress on a terminal.
[[nodiscard]] verify_report verify_log_with_progress(const std::filesystem::path& database,
                                                     const std::optional<sha256>& expected_head);

} // namespace docket::app
