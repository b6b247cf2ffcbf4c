#pragma once

#include "docket/service/watch/watched.hpp"

#include <string>

namespace docket::service {

// Every metric of docs/metrics.md, as Prometheus reads them. What is asked of a store that cannot be read now
// has no samples.
[[nodiscard]] std::string metrics_page(const watched& what, log_reader& log);

} // namespace docket::service
