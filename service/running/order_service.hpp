#pragma once

#include "docket/engine.hpp"
#include "docket/service/routing/router.hpp"
#include "docket/service/running/service_settings.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace docket::service {

class access_log;
class service_log;
class span_exporter;
class token_book;

// What the service is served with. Unless set, everybody may come in, with all roles, and nothing is
// recorded. All that it refers to outlives the service.
struct service_parts {
  std::function<timestamp()> clock{}; // Must be set.
  doorkeeper door{};
  token_book* tokens = nullptr; // Whose readability is a part of being ready.
  access_log* record = nullptr;
  const service_log* log = nullptr;      // Hears what its operators must know.
  const span_exporter* traces = nullptr; // Whose counts are told.
  routes more{};                         // Beside those of orders: of whoever runs the service.
};

// The engine over HTTP. Listens from its construction on.
class order_service {
public:
  // Throws server_error. The engine keeps the built-in projections, or questions to views are refused.
  order_service(engine& shop, const service_settings& settings, service_parts parts);
  ~order_service(); // stop()s.
  order_service(const order_service&) = delete;
  order_service& operator=(const order_service&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;

  // Every route, for those who check that all are documented and guarded.
  [[nodiscard]] const routes& all_routes() const noexcept;

  // Takes no more connections, waits for requests under way as long as the settings say, stops the engine,
  // which answers what it took, and ends what is left. May be called more than once.
  void stop();

private:
  class parts;
  std::unique_ptr<parts> parts_;
};

} // namespace docket::service
