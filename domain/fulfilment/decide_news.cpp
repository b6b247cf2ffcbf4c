#include "docket/domain/fulfilment/decisions.hpp"
#include "docket/domain/fulfilment/rejections.hpp"

// What the streams of its payment and its shipment say is so, whatever the fulfilment has come to think.
namespace docket {

namespace {

bool order_is_out(const fulfilment_content& content) {
  return content.order == order_standing::shipped || content.order == order_standing::delivered;
}

// The payment.

refusal payment_captured(course& c) {
  const auto now = c.content().payment;
  if (now == payment_standing::captured || now == payment_standing::refunded) return refuse::nothing_new();
  if (c.open(step_kind::authorise_payment)) c.succeed(step_kind::authorise_payment);
  c.succeed(step_kind::capture_payment);
  if (const auto* const lift = c.open(step_kind::void_payment))
    c.be_refused(*lift, "payment_already_captured", "the money had been taken");
  return {};
}

refusal payment_authorised(course& c) {
  if (c.content().payment != payment_standing::none) return refuse::nothing_new();
  c.succeed(step_kind::authorise_payment);
  return {};
}

refusal payment_declined(course& c, const text& reason) {
  const auto now = c.content().payment;
  if (now != payment_standing::none && now != payment_standing::authorised) return refuse::nothing_new();
  const auto asked =
      c.open(step_kind::authorise_payment) ? step_kind::authorise_payment : step_kind::capture_payment;
  c.be_refused(asked, "payment_declined", reason);
  if (c.open(step_kind::void_payment)) c.succeed(step_kind::void_payment);
  c.undo("payment_declined");
  return {};
}

refusal payment_voided(course& c) {
  const auto now = c.content().payment;
  if (now != payment_standing::none && now != payment_standing::authorised) return refuse::nothing_new();
  c.succeed(step_kind::void_payment);
  c.undo("payment_voided");
  return {};
}

// What people gave back of it in part is between them and the customer. Given back whole, the order goes
// back, unless the goods are gone.
refusal payment_refunded(course& c, amount given_back) {
  if (c.content().payment != payment_standing::captured) return refuse::nothing_new();
  if (given_back < c.content().total) return refuse::nothing_new();
  c.succeed(step_kind::refund_payment);
  if (!order_is_out(c.content())) c.undo("payment_refunded");
  return {};
}

// The shipment.

bool shipment_has_ended(const fulfilment_content& content) {
  return content.shipment == shipment_standing::delivered || content.shipment == shipment_standing::failed;
}

// Its news may come after those of its delivery.
refusal shipment_dispatched(course& c, const parcel& sent) {
  const bool unheard_of = c.content().shipment == shipment_standing::none;
  if (!unheard_of && !c.open(step_kind::dispatch_shipment)) return refuse::nothing_new();
  c.succeed(step_kind::dispatch_shipment, sent);
  return {};
}

refusal shipment_delivered(course& c) {
  if (shipment_has_ended(c.content())) return refuse::nothing_new();
  if (const auto* const recall = c.open(step_kind::recall_shipment)) {
    c.be_refused(*recall, "shipment_already_delivered", "the parcel had arrived");
    return {};
  }
  c.succeed(step_kind::await_delivery);
  return {};
}

// Lost on its way to the customer: nobody can say what is right now.
refusal lose_parcel(course& c, const open_step& awaited, const text& reason) {
  if (c.is_parked()) return refuse::nothing_new(); // Once people let it go on, the carrier says it again.
  c.park(awaited, reason);
  return {};
}

refusal shipment_failed(course& c, const text& reason) {
  if (shipment_has_ended(c.content())) return refuse::nothing_new();
  if (c.open(step_kind::recall_shipment)) {
    c.succeed(step_kind::recall_shipment);
    return {};
  }
  // The order is about to say whether the goods are out; whoever asks for the parcel then hears this again.
  if (c.open(step_kind::record_shipment)) return refuse::nothing_new();
  if (const auto* const awaited = c.open(step_kind::await_delivery)) return lose_parcel(c, *awaited, reason);
  c.be_refused(step_kind::dispatch_shipment, "shipment_refused", reason);
  c.undo("shipment_refused");
  return {};
}

} // namespace

refusal tell(course& c, const note_payment& told) {
  switch (told.what) {
  case note_payment::fact::authorised: return payment_authorised(c);
  case note_payment::fact::captured: return payment_captured(c);
  case note_payment::fact::declined: return payment_declined(c, told.reason);
  case note_payment::fact::voided: return payment_voided(c);
  case note_payment::fact::refunded: return payment_refunded(c, told.refunded);
  }
  return refuse::nothing_new();
}

refusal tell(course& c, const note_shipment& told) {
  switch (told.what) {
  case note_shipment::fact::dispatched: return shipment_dispatched(c, told.sent);
  case note_shipment::fact::delivered: return shipment_delivered(c);
  case note_shipment::fact::failed: return shipment_failed(c, told.reason);
  }
  return refuse::nothing_new();
}

refusal believe(course& c, std::string_view rule, const text& reason) {
  if (rule == "payment_already_authorised") return payment_authorised(c);
  if (rule == "payment_already_captured") return payment_captured(c);
  if (rule == "payment_already_declined") return payment_declined(c, reason);
  if (rule == "payment_already_voided") return payment_voided(c);
  if (rule == "payment_already_refunded" || rule == "refund_already_made")
    return payment_refunded(c, c.content().total);
  if (rule == "shipment_already_delivered") return shipment_delivered(c);
  if (rule == "shipment_already_failed") return shipment_failed(c, reason);
  return refuse::nothing_new();
}

} // namespace docket
