#include "docket/domain/fulfilment/fulfilment.hpp"

#include "codec/golden_events.hpp"

namespace docket {

namespace {

const timestamp noon{1'772'366'400'000'000}; // 2026-03-01T12:00:00Z
const timestamp later{1'772'366'410'250'000};
const product_id widget{"widget"};

// One step begins, and the alarm is set for it.
agenda then(std::int32_t number, step_kind kind, product_id product = {}) {
  return {{{number, kind, std::move(product), later, std::nullopt}}, later};
}

} // namespace

template <>
std::map<std::string, fulfilment_event> golden_events<fulfilment>() {
  const step_opening capture{1, step_kind::capture_payment, {}, later, latest_time};
  return {
      {"FulfilmentStarted.v1",
       fulfilment_started{"0195512f-9c00-7000-8000-000000000001",
                          fulfilment_flow::reserve_first,
                          currency{"USD"},
                          amount{10'997},
                          "card",
                          {{widget, quantity{2}}, {product_id{"gadget"}, quantity{1}}},
                          {{capture}, later}}},
      {"StepSucceeded.v1", step_succeeded{4,
                                          step_kind::dispatch_shipment,
                                          {},
                                          parcel{"UPS", "1Z999AA10123456784", noon},
                                          then(5, step_kind::record_shipment)}},
      {"StepRefused.v1", step_refused{2,
                                      step_kind::reserve_stock,
                                      widget,
                                      "stock_insufficient",
                                      "2 pieces are asked for and 1 is there.",
                                      {}}},
      {"AttemptFailed.v1",
       attempt_failed{1, step_kind::capture_payment, {}, 3, "connection reset", later, {{}, later}}},
      {"StepRetried.v1",
       step_retried{1, step_kind::capture_payment, {}, 4, "after_failure", later, {{}, later}}},
      {"CompensationStarted.v1",
       compensation_started{"stock_insufficient", {2, 3}, then(6, step_kind::release_stock, widget)}},
      {"FulfilmentParked.v1",
       fulfilment_parked{1, step_kind::capture_payment, {}, "the gateway threw", {{}, latest_time}}},
      {"FulfilmentResumed.v1", fulfilment_resumed{noon, {{}, later}}},
      {"FulfilmentAbandoned.v1", fulfilment_abandoned{"sold in the shop instead", {1}, {}}},
      {"FulfilmentCompleted.v1", fulfilment_completed{{{}, earliest_time}}},
      {"FulfilmentCompensated.v1", fulfilment_compensated{{{}, earliest_time}}},
  };
}

} // namespace docket
