#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <string>

namespace docket::app {

// What an event of any stream says, as one sentence for people. Throws store_error for one that cannot be
// understood.
[[nodiscard]] std::string event_sentence(const event_view& event);

} // namespace docket::app
