#pragma once

#include "docket/actors/aggregates/pending_command.hpp"
#include "docket/actors/results.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <functional>
#include <memory>
#include <optional>

// What is said between engine, shards and aggregates. See README.md for who says it to whom.
namespace docket {

template <class Aggregate>
struct carry_out { // engine -> shard -> aggregate
  command_ptr<Aggregate> command;
};

// Called once with the aggregate's durable state, or with null when it cannot be read; in its actor, so it
// returns quickly.
template <class Aggregate>
using inspection = std::function<void(const typename Aggregate::state*)>;

template <class Aggregate>
struct inspect { // anybody -> shard -> aggregate
  text id;
  std::shared_ptr<inspection<Aggregate>> show;
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

#define DOCKET_AGGREGATE_MESSAGES(aggregate)                                                                 \
  DOCKET_LOCAL_MESSAGE(docket::carry_out<docket::aggregate>)                                                 \
  DOCKET_LOCAL_MESSAGE(docket::inspect<docket::aggregate>)                                                   \
  DOCKET_LOCAL_MESSAGE(docket::hydrated<docket::aggregate>)

DOCKET_AGGREGATE_MESSAGES(order)
DOCKET_AGGREGATE_MESSAGES(payment)
DOCKET_AGGREGATE_MESSAGES(stock)
DOCKET_AGGREGATE_MESSAGES(shipment)
DOCKET_AGGREGATE_MESSAGES(fulfilment)
DOCKET_LOCAL_MESSAGE(docket::passivate)
DOCKET_LOCAL_MESSAGE(docket::rest_answer)
DOCKET_LOCAL_MESSAGE(docket::idle_sweep)
