#pragma once

#include "docket/service/reads/asked.hpp"

// Questions for the events of one order, and for its fulfilment.
namespace docket::service {

// {"orderId","events":[{…,"description"}],"version","position"}
[[nodiscard]] log_question order_history(visit& here, parameters& query);

// {"events":[…],"next":version|null}, `limit` of them from the version `from` on.
[[nodiscard]] log_question order_events(visit& here, parameters& query);

// {"orderId","fulfilment":{…},"steps":[…],"events":[{…,"description"}]}. Rule: fulfilment_not_found.
[[nodiscard]] log_question order_fulfilment(visit& here, parameters& query);

} // namespace docket::service
