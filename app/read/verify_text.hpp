#pragma once

#include "docket/persistence/store/verify.hpp"

#include <string>

namespace docket::app {

// What was checked, where the log ends, and the hash to note down.
[[nodiscard]] std::string verify_text(const verify_report& report);

// One JSON object: {"whole", "events", "commits", "streams", "head", "damage", "atPosition", "atCommit"}.
[[nodiscard]] std::string verify_json(const verify_report& report);

} // namespace docket::app
