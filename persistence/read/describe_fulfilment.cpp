#include "docket/domain/in_words.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"

#include <array>
#include <cctype>
#include <fmt/format.h>
#include <numeric>

namespace docket {

namespace {

// "{}" stands for the product.
struct step_words {
  std::string_view doing, done, asked;
};

// In the order of step_kind.
constexpr std::array<step_words, 16> words{{
    {"authorising the payment", "Payment authorised", "the payment provider"},
    {"taking the payment", "Payment taken", "the payment provider"},
    {"voiding the payment", "Payment voided: nothing is or will be taken", "the payment provider"},
    {"giving the payment back", "Payment given back", "the payment provider"},
    {"noting the payment in the order", "The order noted the payment", "the order"},
    {"reserving {}", "{} reserved", "the stock of {}"},
    {"releasing {}", "{} released", "the stock of {}"},
    {"booking {} out of stock", "{} booked out of stock", "the stock of {}"},
    {"confirming the order", "Order confirmed", "the order"},
    {"dispatching the parcel", "Parcel dispatched", "the carrier"},
    {"noting the shipment in the order", "The order noted the shipment", "the order"},
    {"delivering the parcel", "Parcel delivered", "the carrier"},
    {"recalling the parcel", "Parcel stopped, or brought back", "the carrier"},
    {"noting the delivery in the order", "The order noted the delivery", "the order"},
    {"cancelling the order", "Order cancelled", "the order"},
    {"noting the refund in the order", "The order noted the refund", "the order"},
}};

static_assert(words.size() == static_cast<std::size_t>(step_kind::record_refund) + 1);

const step_words& words_of(step_kind kind) { return words.at(static_cast<std::size_t>(kind)); }

std::string about(std::string_view phrase, const product_id& product) {
  return fmt::format(fmt::runtime(phrase), product.view());
}

std::string doing(step_kind kind, const product_id& product) {
  auto phrase = describe(kind, product);
  phrase.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(phrase.front())));
  return phrase;
}

std::string_view reason_for(std::string_view cause) {
  if (cause == "no_answer") return "there was no answer";
  if (cause == "after_failure") return "the last attempt failed";
  if (cause == "after_restart") return "the program was started anew";
  if (cause == "on_request") return "people wanted it";
  return cause;
}

std::string sentence(const fulfilment_started& e) {
  const auto first = e.flow == fulfilment_flow::pay_first ? "payment first" : "stock first";
  const auto pieces = std::accumulate(
      e.items.begin(), e.items.end(), std::int64_t{0},
      [](std::int64_t sum, const fulfilment_item& item) { return sum + item.pieces.pieces(); });
  return fmt::format("Fulfilment begun, {}: {} by {}, {} {} of {} {}", first, in_words(e.total, e.currency),
                     e.method.view(), pieces, pieces == 1 ? "piece" : "pieces", e.items.size(),
                     e.items.size() == 1 ? "product" : "products");
}

std::string sentence(const step_succeeded& e) {
  auto said = about(words_of(e.kind).done, e.product);
  if (e.sent)
    said += fmt::format(" by {}, tracking number {}", e.sent->carrier.view(), e.sent->tracking_number.view());
  return e.number == 0 ? "Heard late: " + said : said;
}

std::string sentence(const step_refused& e) {
  const auto reason = e.reason.empty() ? std::string{} : ": " + e.reason.str();
  return fmt::format("{}{} refused by {}{}", e.number == 0 ? "Heard late: " : "", doing(e.kind, e.product),
                     e.rule.view(), reason);
}

std::string sentence(const attempt_failed& e) {
  return fmt::format("{} failed at attempt {}: {}; asked again at {}", doing(e.kind, e.product), e.attempt,
                     e.problem.view(), format_timestamp(e.due));
}

std::string sentence(const step_retried& e) {
  return fmt::format("{} asked for again, attempt {}, because {}", doing(e.kind, e.product), e.attempt,
                     reason_for(e.cause.view()));
}

std::string not_waited_for(const std::vector<std::int32_t>& closes) {
  if (closes.empty()) return {};
  return fmt::format("; step {} is waited for no more", fmt::join(closes, ", "));
}

std::string sentence(const compensation_started& e) {
  return fmt::format("What was done is undone: {}{}", e.reason.view(), not_waited_for(e.closes));
}

std::string sentence(const fulfilment_parked& e) {
  return fmt::format("Parked for people: {} does not succeed: {}", describe(e.kind, e.product),
                     e.problem.view());
}

std::string sentence(const fulfilment_resumed&) { return "Resumed by people: open steps are asked again"; }

std::string sentence(const fulfilment_abandoned& e) {
  return fmt::format("Given up by people: {}{}", e.reason.view(), not_waited_for(e.closes));
}

std::string sentence(const fulfilment_completed&) { return "Completed"; }
std::string sentence(const fulfilment_compensated&) { return "Ended, with everything undone that could be"; }

} // namespace

std::string describe(const fulfilment_event& event) {
  return std::visit([](const auto& e) { return sentence(e); }, event);
}

std::string describe(step_kind kind, const product_id& product) {
  return about(words_of(kind).doing, product);
}

std::string waits_for(step_kind kind, const product_id& product) {
  return about(words_of(kind).asked, product);
}

std::string_view name_of(step_record::outcome outcome) noexcept {
  switch (outcome) {
  case step_record::outcome::open: return "open";
  case step_record::outcome::succeeded: return "succeeded";
  case step_record::outcome::refused: return "refused";
  case step_record::outcome::dropped: return "dropped";
  }
  return "open";
}

} // namespace docket
