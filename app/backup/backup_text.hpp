#pragma once

#include "docket/persistence/backup/backup.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace docket::app {

// "<what> 8 events in 3 commits, 98,304 bytes, in 0.05 s.", the archives where there are some, and the head.
[[nodiscard]] std::string backup_text(std::string_view what, const backup_report& report,
                                      std::chrono::milliseconds took);

// One JSON object on a line: {"file", "events", "commits", "streams", "head", "bytes", "archives",
// "seconds"}.
[[nodiscard]] std::string backup_json(const std::filesystem::path& file, const backup_report& report,
                                      std::chrono::milliseconds took);

} // namespace docket::app
