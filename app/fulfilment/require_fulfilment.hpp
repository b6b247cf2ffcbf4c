#pragma once

#include "docket/app/program/invocation.hpp"
#include "docket/domain/ids.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <filesystem>

namespace docket::app {

// For an order without a fulfilment: throws command_failed with what there is instead.
[[noreturn]] void no_such_fulfilment(log_reader& log, const order_id& order,
                                     const std::filesystem::path& database);

} // namespace docket::app
