#pragma once

#include "docket/service/routing/route.hpp"
#include "docket/service/watch/service_log.hpp"

namespace docket::service {

// GET and PUT /log-level: {"level":"info"}; role operate. The log must outlive them.
[[nodiscard]] routes log_level_routes(service_log& log);

} // namespace docket::service
