#pragma once

#include "docket/domain/fulfilment/commands.hpp"
#include "docket/domain/fulfilment/steps.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

// What happened in a fulfilment. Events say which steps they open and close, so that a later change of the
// rules changes no history.
namespace docket {

// What follows from an event.
struct agenda {
  std::vector<step_opening> opens{};
  // When the process is to be woken next, where that changes: the earliest of its steps' due times, or
  // little before. latest_time: not by the clock, it is parked. earliest_time: never again, it has ended.
  std::optional<timestamp> alarm{};

  friend bool operator==(const agenda&, const agenda&) = default;
};

struct fulfilment_started {
  text process;
  fulfilment_flow flow{};
  docket::currency currency;
  amount total;
  text method;
  std::vector<fulfilment_item> items;
  docket::agenda agenda{};

  friend bool operator==(const fulfilment_started&, const fulfilment_started&) = default;
};

// A step was answered well. Number 0: a late answer, to a step that is no longer open.
struct step_succeeded {
  std::int32_t number = 0;
  step_kind kind{};
  product_id product{};
  std::optional<parcel> sent{}; // Of dispatch_shipment.
  docket::agenda agenda{};

  friend bool operator==(const step_succeeded&, const step_succeeded&) = default;
};

// A step was answered no, for good.
struct step_refused {
  std::int32_t number = 0;
  step_kind kind{};
  product_id product{};
  text rule;   // The rule that refused it.
  text reason; // In words.
  docket::agenda agenda{};

  friend bool operator==(const step_refused&, const step_refused&) = default;
};

// An attempt at a step came to nothing; it will be asked again at `due`.
struct attempt_failed {
  std::int32_t number = 0;
  step_kind kind{};
  product_id product{};
  std::int32_t attempt = 0;
  text problem;
  timestamp due;
  docket::agenda agenda{};

  friend bool operator==(const attempt_failed&, const attempt_failed&) = default;
};

// A step is asked again, with the same key.
struct step_retried {
  std::int32_t number = 0;
  step_kind kind{};
  product_id product{};
  std::int32_t attempt = 0;
  text cause; // "no_answer", "after_failure", "after_restart", "on_request"
  timestamp due;
  docket::agenda agenda{};

  friend bool operator==(const step_retried&, const step_retried&) = default;
};

// From here on what was done is undone.
struct compensation_started {
  text reason;                      // A rule's name, or the customer's words.
  std::vector<std::int32_t> closes; // Open steps whose answers are not waited for any more.
  docket::agenda agenda{};

  friend bool operator==(const compensation_started&, const compensation_started&) = default;
};

// People must look at it: this step does not succeed.
struct fulfilment_parked {
  std::int32_t number = 0;
  step_kind kind{};
  product_id product{};
  text problem;
  docket::agenda agenda{};

  friend bool operator==(const fulfilment_parked&, const fulfilment_parked&) = default;
};

// People want it to go on; its open steps are asked again, as if for the first time.
struct fulfilment_resumed {
  timestamp due; // Of all open steps; none of them is given up by the clock any more.
  docket::agenda agenda{};

  friend bool operator==(const fulfilment_resumed&, const fulfilment_resumed&) = default;
};

// People gave it up. What can be undone is undone, but for what had not succeeded when it was parked.
struct fulfilment_abandoned {
  text reason;
  std::vector<std::int32_t> closes;
  docket::agenda agenda{};

  friend bool operator==(const fulfilment_abandoned&, const fulfilment_abandoned&) = default;
};

// The customer has the goods, we have the money.
struct fulfilment_completed {
  docket::agenda agenda{};

  friend bool operator==(const fulfilment_completed&, const fulfilment_completed&) = default;
};

// The customer has the money, we have the goods. (Of an abandoned one: as far as that was possible.)
struct fulfilment_compensated {
  docket::agenda agenda{};

  friend bool operator==(const fulfilment_compensated&, const fulfilment_compensated&) = default;
};

using fulfilment_event =
    std::variant<fulfilment_started, step_succeeded, step_refused, attempt_failed, step_retried,
                 compensation_started, fulfilment_parked, fulfilment_resumed, fulfilment_abandoned,
                 fulfilment_completed, fulfilment_compensated>;

} // namespace docket
