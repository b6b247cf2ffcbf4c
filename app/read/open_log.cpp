#include "docket/app/read/open_log.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <fmt/format.h>

namespace docket::app {

std::unique_ptr<log_reader> open_log(const invocation& call) {
  return open_sqlite_reader(call.database_or_default());
}

order_id order_from_argument(const std::string& argument) {
  auto id = order_id::parse(argument);
  if (!id) throw usage_error{id.error().message};
  return *std::move(id);
}

void no_such_order(const invocation& call, const order_id& order) {
  throw command_failed{
      fmt::format("there is no order {} in {}", order.view(), call.database_or_default().string())};
}

} // namespace docket::app
