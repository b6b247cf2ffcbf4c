#pragma once

#include "docket/service/routing/route.hpp"
#include "docket/service/watch/watched.hpp"

namespace docket::service {

// Asked by machines:
//   GET /healthz  "ok" as long as the process answers; open to all
//   GET /readyz   {"ready":true} or 503 {"ready":false,"reasons":[{"reason","detail"}]}; open to all
//   GET /metrics  for Prometheus; role read
[[nodiscard]] routes watch_routes(watched& what);

} // namespace docket::service
