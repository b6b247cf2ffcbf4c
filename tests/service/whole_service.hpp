#pragma once

#include "../persistence/store/temporary_folder.hpp"
#include "docket/service/access/doorkeeper.hpp"
#include "docket/service/running/order_service.hpp"
#include "docket/service/watch/log_level_routes.hpp"

#include <utility>

namespace docket::service::testing {

// The service with all routes that docket serve has, at a port that nobody calls.
class whole_service {
public:
  explicit whole_service(const doorkeeper& door) : service_(shop_, at_any_port(), with(door)) {}

  [[nodiscard]] const routes& all_routes() const noexcept { return service_.all_routes(); }

private:
  static service_settings at_any_port() {
    service_settings settings;
    settings.server.port = 0;
    return settings;
  }
  // Those of whoever runs the service, too.
  service_parts with(const doorkeeper& door) {
    auto more = log_level_routes(log_);
    more.push_back(me_route(door));
    return {.clock = [] { return timestamp{}; }, .more = std::move(more)};
  }

  docket::testing::temporary_folder folder_;
  service_log log_ = service_log::to_standard_error(log_level::error, [] { return timestamp{}; });
  engine shop_{config{.database = folder_ / "orders.db"}};
  order_service service_;
};

} // namespace docket::service::testing
