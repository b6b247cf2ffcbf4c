#include "docket/domain/fulfilment/steps.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace docket {

namespace {

// In the order of step_kind. Written in logs: names are added, never changed.
constexpr std::array<std::string_view, 16> names{
    "authorise_payment", "capture_payment",   "void_payment",    "refund_payment",
    "record_payment",    "reserve_stock",     "release_stock",   "ship_stock",
    "confirm_order",     "dispatch_shipment", "record_shipment", "await_delivery",
    "recall_shipment",   "record_delivery",   "cancel_order",    "record_refund"};

static_assert(names.size() == static_cast<std::size_t>(step_kind::record_refund) + 1);

} // namespace

std::string_view step_name(step_kind kind) noexcept { return names[static_cast<std::size_t>(kind)]; }

std::optional<step_kind> step_of(std::string_view name) noexcept {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<step_kind>(found - names.begin());
}

timestamp first_call(const step_opening& step) noexcept {
  return step.give_up_at ? std::min(step.due, *step.give_up_at) : step.due;
}

} // namespace docket
