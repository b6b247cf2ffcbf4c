#include "docket/domain/fulfilment/verdicts.hpp"

#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <array>

namespace docket {

namespace {

using enum verdict;
using k = step_kind;
using row = foreseen_refusal;

constexpr std::array table{
    row{k::authorise_payment, "payment_already_authorised", heard_before},
    row{k::authorise_payment, "payment_already_captured", heard_before},
    row{k::authorise_payment, "payment_already_declined", heard_before},
    row{k::authorise_payment, "payment_already_voided", heard_before},
    row{k::capture_payment, "payment_already_captured", heard_before},
    row{k::capture_payment, "payment_already_declined", heard_before},
    row{k::capture_payment, "payment_already_voided", heard_before},
    row{k::void_payment, "payment_already_voided", as_good_as_done},
    row{k::void_payment, "payment_already_declined", as_good_as_done},
    row{k::void_payment, "payment_already_captured", too_late},
    row{k::refund_payment, "payment_already_refunded", heard_before},
    row{k::refund_payment, "refund_already_made", heard_before},
    row{k::record_payment, "payment_already_recorded", as_good_as_done},
    row{k::record_payment, "order_cancelled", undo},
    row{k::reserve_stock, "stock_already_reserved", as_good_as_done},
    row{k::reserve_stock, "stock_insufficient", undo},
    row{k::reserve_stock, "product_unknown", undo},
    row{k::release_stock, "stock_not_reserved", as_good_as_done},
    row{k::confirm_order, "order_already_confirmed", as_good_as_done},
    row{k::confirm_order, "order_already_shipped", as_good_as_done},
    row{k::confirm_order, "order_already_delivered", as_good_as_done},
    row{k::confirm_order, "order_cancelled", undo},
    row{k::dispatch_shipment, "shipment_already_dispatched", heard_before},
    row{k::dispatch_shipment, "shipment_already_delivered", heard_before},
    row{k::dispatch_shipment, "shipment_already_failed", heard_before},
    row{k::dispatch_shipment, "shipment_not_dispatched", heard_before}, // Arrived, said before sent: again.
    row{k::await_delivery, "shipment_already_dispatched", heard_before},
    row{k::await_delivery, "shipment_already_delivered", heard_before},
    row{k::await_delivery, "shipment_already_failed", heard_before},
    row{k::await_delivery, "shipment_not_dispatched", heard_before},
    row{k::recall_shipment, "shipment_already_failed", as_good_as_done},
    row{k::recall_shipment, "shipment_already_delivered", too_late},
    row{k::recall_shipment, "shipment_not_dispatched", too_late}, // It arrived, unheard of.
    row{k::record_shipment, "order_already_shipped", as_good_as_done},
    row{k::record_shipment, "order_already_delivered", as_good_as_done},
    row{k::record_shipment, "order_cancelled", undo},
    row{k::record_delivery, "order_already_delivered", as_good_as_done},
    row{k::cancel_order, "order_already_cancelled", as_good_as_done},
    row{k::cancel_order, "order_already_shipped", too_late},
    row{k::cancel_order, "order_already_delivered", too_late},
    row{k::cancel_order, "command_id_reused", as_good_as_done}, // It took effect, with an earlier reason.
    row{k::record_refund, "refund_already_recorded", as_good_as_done},
};

} // namespace

verdict verdict_on(step_kind kind, std::string_view rule) noexcept {
  if (planted(planted_bug::insufficient_stock_taken_for_done) && rule == "stock_insufficient")
    return as_good_as_done;
  const auto found =
      std::ranges::find_if(table, [&](const row& r) { return r.kind == kind && r.rule == rule; });
  return found == table.end() ? ask_people : found->means;
}

std::span<const foreseen_refusal> foreseen_refusals() noexcept { return table; }

} // namespace docket
