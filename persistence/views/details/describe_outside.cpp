#include "docket/persistence/views/details/order_details.hpp"

#include "docket/domain/payment/events.hpp"
#include "docket/domain/shipment/events.hpp"

#include <fmt/format.h>
#include <numeric>

// What happened at the payment provider and the carrier, in words.
namespace docket {

namespace {

std::string money(amount value, const currency& in) {
  return fmt::format("{} {}", format_amount(value, in), in.code());
}

std::string because(const text& reason) { return reason.empty() ? std::string{} : ": " + reason.str(); }

std::string sentence(const payment_requested& e) {
  const auto method = e.method.empty() ? std::string{} : " by " + e.method.str();
  return fmt::format("Payment of {}{} requested", money(e.total, e.currency), method);
}
std::string sentence(const payment_authorised&) { return "Payment authorised"; }
std::string sentence(const payment_captured& e) {
  return fmt::format("Payment of {} taken", money(e.captured, e.currency));
}
std::string sentence(const payment_declined& e) { return "Payment declined" + because(e.reason); }
std::string sentence(const payment_voided& e) { return "Payment voided" + because(e.reason); }
std::string sentence(const payment_refunded& e) {
  return fmt::format("{} given back", money(e.refunded, e.currency));
}

std::string sentence(const shipment_requested& e) {
  const auto pieces =
      std::accumulate(e.lines.begin(), e.lines.end(), std::int64_t{0},
                      [](std::int64_t sum, const shipment_line& line) { return sum + line.pieces.pieces(); });
  return fmt::format("Shipment of {} {} requested", pieces, pieces == 1 ? "piece" : "pieces");
}
std::string sentence(const shipment_dispatched& e) {
  return fmt::format("Parcel dispatched by {}, tracking number {}", e.carrier.view(),
                     e.tracking_number.view());
}
std::string sentence(const shipment_delivered&) { return "Parcel delivered"; }
std::string sentence(const shipment_failed& e) { return "Shipment failed" + because(e.reason); }

} // namespace

std::string describe(const payment_event& event) {
  return std::visit([](const auto& e) { return sentence(e); }, event);
}

std::string describe(const shipment_event& event) {
  return std::visit([](const auto& e) { return sentence(e); }, event);
}

} // namespace docket
