#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <memory>

namespace docket {

// The event log in memory: for tests and simulation. Keeps the whole contract but durability.
[[nodiscard]] std::unique_ptr<event_store> make_memory_store();

} // namespace docket
