#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <memory>

namespace docket {

// The store, with a flag that is raised when it takes no more writes, because an outcome is unknown: an
// operator would see it in the answers, and start the engine anew.
[[nodiscard]] std::unique_ptr<event_store> watched(std::unique_ptr<event_store> store,
                                                   std::shared_ptr<bool> closed);

} // namespace docket
