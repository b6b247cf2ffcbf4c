#pragma once

#include "docket/app/program/invocation.hpp"
#include "docket/domain/ids.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <memory>
#include <string>

// What the commands that only read begin with.
namespace docket::app {

// The log of the database that the call names. Throws store_error.
[[nodiscard]] std::unique_ptr<log_reader> open_log(const invocation& call);

// Throws usage_error for what cannot be an order's id.
[[nodiscard]] order_id order_from_argument(const std::string& argument);

// Throws command_failed.
[[noreturn]] void no_such_order(const invocation& call, const order_id& order);

} // namespace docket::app
