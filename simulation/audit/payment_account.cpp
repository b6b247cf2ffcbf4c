#include "docket/simulation/audit/books.hpp"

#include <fmt/format.h>

// A payment's sums.
namespace docket {

namespace {

void require(bool holds, const audited_event& event, std::string_view otherwise, findings& found) {
  if (!holds) found.add("money_not_conserved", fmt::format("{}: {}", event.place(), otherwise));
}

void request(payment_account& payment, const event_fields& data) {
  payment.order = data.text("orderId");
  payment.currency = data.text("currency");
  payment.total = data.money("total");
  payment.phase = "requested";
}

void capture(payment_account& payment, const audited_event& event, findings& found) {
  const auto captured = event.data().money("amount");
  require(event.data().text("currency") == payment.currency, event, "taken in another currency", found);
  require(captured == payment.total, event, "what was taken is not the total", found);
  payment.captured += captured;
  if (++payment.captures > 1) found.add("charged_twice", fmt::format("{}: captured before", event.place()));
  payment.phase = "captured";
}

void refund(payment_account& payment, const audited_event& event, findings& found) {
  const auto refunded = event.data().money("amount");
  payment.refunded += refunded;
  require(event.data().text("currency") == payment.currency, event, "given back in another currency", found);
  require(payment.refunds.insert(event.data().text("refundId")).second, event, "this refund was made before",
          found);
  require(refunded > 0, event, "nothing was given back", found);
  require(payment.refunded <= payment.captured, event, "more was given back than was taken", found);
  if (payment.refunded == payment.captured) payment.phase = "refunded";
}

} // namespace

void take_event(payment_account& payment, const audited_event& event, findings& found) {
  const std::string_view type = event.seen.type;
  if (type == "PaymentRequested") return request(payment, event.data());
  if (type == "PaymentCaptured") return capture(payment, event, found);
  if (type == "PaymentRefunded") return refund(payment, event, found);
  if (type == "PaymentAuthorised") payment.phase = "authorised";
  if (type == "PaymentDeclined") payment.phase = "declined";
  if (type == "PaymentVoided") payment.phase = "voided";
}

} // namespace docket
