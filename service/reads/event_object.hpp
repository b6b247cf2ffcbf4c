#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <string>
#include <string_view>

namespace docket::service {

// An event as every answer shows it: the object of `docket events`, with "description" when one is given.
// Who may not see personal data is shown that there was some.
[[nodiscard]] std::string event_object(recorded_event event, bool shows_personal,
                                       std::string_view description = {});

} // namespace docket::service
