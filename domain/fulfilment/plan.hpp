#pragma once

#include "docket/domain/fulfilment/state.hpp"

#include <cstdint>
#include <vector>

// What is to be done next, given what is known. The heart of the process manager: it looks at standings only,
// never at how they came about, so that every order of answers leads to the same end.
namespace docket {

struct planned_step {
  step_kind kind{};
  product_id product{};
};

// The steps that a running fulfilment should have open now; none: it is completed.
[[nodiscard]] std::vector<planned_step> plan(const running_fulfilment& state);

// The steps that undo what was done; none: it is compensated.
[[nodiscard]] std::vector<planned_step> plan(const compensating_fulfilment& state);

// The open steps whose answers need not be waited for when what was done is undone, because a later step
// finds out: a payment under way is voided, a shipment under way recalled.
[[nodiscard]] std::vector<std::int32_t> steps_to_close(const fulfilment_content& content);

} // namespace docket
