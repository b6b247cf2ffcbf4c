#pragma once

#include "docket/actors/aggregates/pending_command.hpp"
#include "docket/actors/results.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <memory>
#include <optional>

// What is said between engine, shards and aggregates. See README.md for who says it to whom.
namespace docket {

template <class Aggregate>
struct carry_out { // engine -> shard -> aggregate
  command_ptr<Aggregate> command;
};

template <class Aggregate>
struct hydrated {                                    // reader -> aggregate
  std::shared_ptr<aggregate_image<Aggregate>> image; // Null when it failed:
  std::shared_ptr<failure> why;
};

struct passivate {}; // shard -> aggregate: go, if you are at rest.

struct rest_answer { // aggregate -> shard: whether it goes; or that it died.
  enum class kind { resting, busy, died } what;
  text id;
};

struct idle_sweep {}; // shard -> itself, now and then

} // namespace docket

DOCKET_LOCAL_MESSAGE(docket::carry_out<docket::order>)
DOCKET_LOCAL_MESSAGE(docket::hydrated<docket::order>)
DOCKET_LOCAL_MESSAGE(docket::passivate)
DOCKET_LOCAL_MESSAGE(docket::rest_answer)
DOCKET_LOCAL_MESSAGE(docket::idle_sweep)
