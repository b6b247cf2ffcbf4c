#include "docket/simulation/gateways/ledger_json.hpp"

#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/codec/sum_json.hpp"
#include "docket/persistence/codec/written_words.hpp"

#include <array>
#include <utility>

namespace docket {

namespace {

constexpr std::array<std::string_view, 6> operation_names = {"authorise", "capture",  "void",
                                                             "refund",    "dispatch", "recall"};
constexpr std::array<std::string_view, 10> effect_names = {
    "authorised", "captured",   "declined",  "voided",  "too_late",
    "refunded",   "dispatched", "delivered", "refused", "recalled"};

static_assert(are_words_up_to(operation_names, gateway_operation::recall));
static_assert(are_words_up_to(effect_names, gateway_effect::recalled));

bool is_carriers(gateway_operation operation) noexcept {
  return operation == gateway_operation::dispatch || operation == gateway_operation::recall;
}

ledger_entry read_entry(json_fields& from) {
  ledger_entry entry;
  entry.n = static_cast<std::uint64_t>(from.integer("n"));
  entry.key = from.string("key");
  entry.operation = read_word<gateway_operation>(from, "operation", operation_names);
  entry.order = from.id<order_id>("order");
  if (is_carriers(entry.operation)) {
    entry.shipment = from.id<shipment_id>("shipment");
  } else {
    entry.payment = from.id<payment_id>("payment");
    read_sum(from, "amount", entry.sum, entry.currency);
  }
  entry.effect = read_word<gateway_effect>(from, "effect", effect_names);
  entry.reference = from.string_or_empty("reference");
  entry.reason = from.string_or_empty("reason");
  from.finish();
  return entry;
}

void write_entry(json_writer& to, const ledger_entry& entry) {
  to.begin_object();
  to.integer("n", entry.n);
  to.string("key", entry.key.view());
  to.string("operation", name_of(entry.operation));
  to.string_unless_empty("payment", entry.payment.view());
  to.string_unless_empty("shipment", entry.shipment.view());
  to.string("order", entry.order.view());
  if (!is_carriers(entry.operation)) write_sum(to, "amount", entry.sum, entry.currency);
  to.string("effect", name_of(entry.effect));
  to.string_unless_empty("reference", entry.reference.view());
  to.string_unless_empty("reason", entry.reason.view());
  to.end_object();
}

} // namespace

std::string_view name_of(gateway_operation operation) noexcept { return word_of(operation_names, operation); }

std::string_view name_of(gateway_effect effect) noexcept { return word_of(effect_names, effect); }

std::string to_json(const ledger_entry& entry) {
  return json_text([&](json_writer& to) { write_entry(to, entry); });
}

expected<ledger_entry, std::string> parse_ledger_line(std::string_view line) {
  auto document = json_document::parse(line);
  if (!document) return unexpected{std::move(document.error().message)};
  json_reading reading{*document, {}};
  json_fields fields{reading};
  auto entry = read_entry(fields);
  if (reading.problem) return unexpected{std::move(reading.problem->message)};
  return entry;
}

} // namespace docket
