#include "docket/simulation/audit/books_audit.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

// The gateways' own ledger against the log.
namespace docket {

namespace {

struct ledger_payment {
  std::string_view order, currency;
  std::int64_t captured = 0, refunded = 0;
  int captures = 0;
  bool voided = false;
};

struct ledger_shipment {
  std::string_view order;
  int dispatches = 0;
  bool delivered = false;
  gateway_effect last{};
};

// The ledger, folded. Its names live in the entries.
class ledger_books {
public:
  explicit ledger_books(const std::vector<ledger_entry>& ledger) {
    for (const auto& entry : ledger) {
      if (!entry.payment.empty()) take_payment(entry);
      if (!entry.shipment.empty()) take_shipment(entry);
    }
  }

  [[nodiscard]] const auto& payments() const noexcept { return payments_; }
  [[nodiscard]] const auto& shipments() const noexcept { return shipments_; }

private:
  void take_payment(const ledger_entry& entry) {
    auto& payment = payments_[entry.payment.view()];
    payment.order = entry.order.view();
    payment.currency = entry.currency.code();
    if (entry.effect == gateway_effect::captured) {
      ++payment.captures;
      payment.captured += entry.sum.minor_units;
    }
    if (entry.effect == gateway_effect::refunded) payment.refunded += entry.sum.minor_units;
    if (entry.effect == gateway_effect::voided) payment.voided = true;
  }

  // What was recalled stays so, whatever is refused after it.
  void take_shipment(const ledger_entry& entry) {
    const auto [known, is_new] = shipments_.try_emplace(entry.shipment.view());
    auto& shipment = known->second;
    shipment.order = entry.order.view();
    shipment.dispatches += entry.effect == gateway_effect::dispatched;
    shipment.delivered |= entry.effect == gateway_effect::delivered;
    if (is_new || shipment.last != gateway_effect::recalled || entry.effect != gateway_effect::refused)
      shipment.last = entry.effect;
  }

  std::unordered_map<std::string_view, ledger_payment> payments_;
  std::unordered_map<std::string_view, ledger_shipment> shipments_;
};

// One key has one effect, but for a parcel that goes on its way and then somewhere.
void audit_keys(const std::vector<ledger_entry>& ledger, findings& found) {
  std::unordered_map<std::string_view, gateway_effect> effects;
  for (const auto& entry : ledger) {
    const auto [first, is_new] = effects.try_emplace(entry.key.view(), entry.effect);
    const bool arrives =
        first->second == gateway_effect::dispatched && entry.effect == gateway_effect::delivered;
    if (!is_new && !arrives)
      found.add("key_used_twice",
                fmt::format("key {} of order {}: {}, then {}", entry.key.view(), entry.order.view(),
                            name_of(first->second), name_of(entry.effect)));
    first->second = entry.effect;
  }
}

// A provider that has let go of a payment does not take it.
void audit_voided(const std::vector<ledger_entry>& ledger, findings& found) {
  std::unordered_map<std::string_view, bool> voided;
  for (const auto& entry : ledger) {
    if (entry.effect == gateway_effect::voided) voided[entry.payment.view()] = true;
    if (entry.effect == gateway_effect::captured && voided[entry.payment.view()])
      found.add("ledger_disagrees",
                fmt::format("payment {}: captured after it was voided", entry.payment.view()));
  }
}

void disagree(std::string_view what, std::string_view id, std::string_view why, findings& found) {
  found.add("ledger_disagrees", fmt::format("{} {}: {}", what, id, why));
}

// The log knows nothing that the provider does not.
void audit_payment(const payment_account& ours, const ledger_books& theirs, findings& found) {
  if (ours.captured == 0 && ours.refunded == 0) return;
  const auto known = theirs.payments().find(ours.id);
  if (known == theirs.payments().end())
    return disagree("payment", ours.id, "money moved by the log, and the gateway does not know it", found);
  const auto& provider = known->second;
  if (provider.captured < ours.captured || provider.refunded < ours.refunded)
    disagree("payment", ours.id,
             fmt::format("captured {} and refunded {} by the log, {} and {} by the gateway", ours.captured,
                         ours.refunded, provider.captured, provider.refunded),
             found);
  if (provider.order != ours.order || provider.currency != ours.currency)
    disagree("payment", ours.id, "the gateway has it for another order or in another currency", found);
}

void audit_shipment(const shipment_account& ours, const ledger_books& theirs, findings& found) {
  if (!ours.was_dispatched) return;
  const auto known = theirs.shipments().find(ours.id);
  if (known == theirs.shipments().end() || known->second.dispatches == 0)
    return disagree("shipment", ours.id, "dispatched by the log, and the carrier never took it", found);
  if (ours.phase == "delivered" && !known->second.delivered)
    disagree("shipment", ours.id, "delivered by the log, and not by the carrier", found);
}

void audit_settled_payment(std::string_view id, const ledger_payment& theirs, const books& of_log,
                           findings& found) {
  if (!is_settled(of_log, theirs.order)) return;
  const auto known = of_log.payments().find(id);
  if (known == of_log.payments().end())
    return disagree("payment", id, "the gateway knows it, the log does not", found);
  const auto& ours = known->second;
  if (ours.captured != theirs.captured || ours.refunded != theirs.refunded)
    disagree("payment", id,
             fmt::format("at the end captured {} and refunded {} by the log, {} and {} by the gateway",
                         ours.captured, ours.refunded, theirs.captured, theirs.refunded),
             found);
}

bool is_out(gateway_effect effect) {
  return effect == gateway_effect::dispatched || effect == gateway_effect::delivered;
}

// What the carrier has on its way, or brought, is so in the log, and the other way round.
void audit_settled_shipment(std::string_view id, const ledger_shipment& theirs, const books& of_log,
                            findings& found) {
  if (!is_settled(of_log, theirs.order)) return;
  const auto known = of_log.shipments().find(id);
  if (known == of_log.shipments().end())
    return disagree("shipment", id, "the carrier knows it, the log does not", found);
  const auto ours = known->second.phase;
  const bool out = ours == "dispatched" || ours == "delivered" || is_out(theirs.last);
  if (out && ours != name_of(theirs.last))
    disagree("shipment", id, fmt::format("{} by the log, {} by the carrier", ours, name_of(theirs.last)),
             found);
}

} // namespace

void audit_ledger(const books& of_log, const std::vector<ledger_entry>& ledger, findings& found) {
  audit_keys(ledger, found);
  audit_voided(ledger, found);
  const ledger_books theirs{ledger};
  for (const auto& [id, payment] : theirs.payments())
    if (payment.captures > 1)
      found.add("charged_twice",
                fmt::format("payment {}: captured {} times by the gateway", id, payment.captures));
  for (const auto& [id, shipment] : theirs.shipments())
    if (shipment.dispatches > 1)
      found.add("dispatched_twice", fmt::format("shipment {}: {} parcels", id, shipment.dispatches));
  for (const auto& [id, payment] : of_log.payments())
    if (!payment.by_hand) audit_payment(payment, theirs, found);
  for (const auto& [id, shipment] : of_log.shipments())
    if (!shipment.by_hand) audit_shipment(shipment, theirs, found);
}

void audit_settled_ledger(const books& of_log, const std::vector<ledger_entry>& ledger, findings& found) {
  const ledger_books theirs{ledger};
  for (const auto& [id, payment] : theirs.payments())
    audit_settled_payment(id, payment, of_log, found);
  for (const auto& [id, shipment] : theirs.shipments())
    audit_settled_shipment(id, shipment, of_log, found);
}

} // namespace docket
