#include "docket/app/fulfilment/require_fulfilment.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <fmt/format.h>

namespace docket::app {

void no_such_fulfilment(log_reader& log, const order_id& order, const std::filesystem::path& database) {
  const auto view = read_order(log, order);
  if (!view) throw command_failed{fmt::format("there is no order {} in {}", order.view(), database.string())};
  throw command_failed{fmt::format(
      "the order {} is {} and has no fulfilment; one begins when an order is placed and docket runs "
      "with --fulfilment pay_first or reserve_first",
      order.view(), phase_name(view->state))};
}

} // namespace docket::app
