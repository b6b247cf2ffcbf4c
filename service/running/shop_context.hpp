#pragma once

#include "docket/engine.hpp"
#include "docket/queries.hpp"
#include "docket/service/running/reading_threads.hpp"

namespace docket::service {

// What every handler of the service works with. All of it outlives the server.
struct shop_context {
  engine& shop;
  reading_threads& readers;
};

} // namespace docket::service
