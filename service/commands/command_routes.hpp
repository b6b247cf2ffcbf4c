#pragma once

#include "docket/service/commands/later_answers.hpp"
#include "docket/service/commands/store_watch.hpp"
#include "docket/service/commands/under_way.hpp"
#include "docket/service/routing/route.hpp"
#include "docket/service/running/shop_context.hpp"

#include <string>

namespace docket::service {

// What the commands of one service share. Outlives its routes and the engine's answers.
struct command_desk {
  shop_context& context;
  std::string currency = "USD"; // Of an order that states none.
  commands_under_way under_way{};
  store_watch store{{}};
  later_answers later{};
};

// Commands to orders and stock, and what became of those whose senders did not wait.
[[nodiscard]] routes command_routes(command_desk& desk);

} // namespace docket::service
