#include "docket/simulation/gateways/gateway_ledger.hpp"

#include "docket/simulation/gateways/ledger_file.hpp"
#include "docket/simulation/gateways/ledger_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace docket {

namespace {

payment_totals with(payment_totals totals, const ledger_entry& entry) {
  switch (entry.effect) {
  case gateway_effect::authorised:
    totals.currency = entry.currency;
    totals.authorised = std::max(totals.authorised, entry.sum);
    break;
  case gateway_effect::captured:
    totals.currency = entry.currency;
    totals.captured = checked_add(totals.captured, entry.sum).value();
    break;
  case gateway_effect::refunded: totals.refunded = checked_add(totals.refunded, entry.sum).value(); break;
  case gateway_effect::voided: totals.voided = true; break;
  case gateway_effect::declined:
  case gateway_effect::too_late:
  case gateway_effect::dispatched:
  case gateway_effect::delivered:
  case gateway_effect::refused:
  case gateway_effect::recalled: break;
  }
  return totals;
}

} // namespace

class gateway_ledger::books {
public:
  books() = default;
  explicit books(const std::filesystem::path& path) {
    file_.emplace(path);
    file_->read_lines([&](std::string_view line) {
      auto entry = parse_ledger_line(line);
      const auto number = entries_.size() + 1;
      if (entry && entry->n != number) entry = unexpected{fmt::format("its number is {}", entry->n)};
      if (!entry) throw std::runtime_error{fmt::format("{}:{}: {}", path.string(), number, entry.error())};
      keep(std::move(*entry));
    });
  }

  ledger_entry record(ledger_entry effect) {
    const std::lock_guard lock{mutex_};
    effect.n = entries_.size() + 1;
    if (file_) file_->append(to_json(effect));
    return keep(std::move(effect));
  }

  std::vector<ledger_entry> entries() const {
    const std::lock_guard lock{mutex_};
    return {entries_.begin(), entries_.end()};
  }

  std::vector<ledger_entry> effects_of(const text& key) const {
    const std::lock_guard lock{mutex_};
    std::vector<ledger_entry> found;
    const auto [begin, end] = by_key_.equal_range(key.view());
    for (auto i = begin; i != end; ++i)
      found.push_back(*i->second);
    std::ranges::sort(found, {}, &ledger_entry::n);
    return found;
  }

  payment_totals totals(const payment_id& payment) const {
    const std::lock_guard lock{mutex_};
    const auto found = payments_.find(payment);
    return found == payments_.end() ? payment_totals{} : found->second;
  }

  std::optional<gateway_effect> last_effect(const shipment_id& shipment) const {
    const std::lock_guard lock{mutex_};
    const auto found = shipments_.find(shipment);
    if (found == shipments_.end()) return {};
    return found->second;
  }

private:
  const ledger_entry& keep(ledger_entry effect) {
    const ledger_entry& entry = entries_.emplace_back(std::move(effect));
    by_key_.emplace(entry.key.view(), &entry);
    if (!entry.payment.empty()) {
      auto& totals = payments_[entry.payment];
      totals = with(totals, entry);
    }
    if (!entry.shipment.empty()) note_shipment(entry);
    return entry;
  }

  // What is refused because it was recalled stays recalled.
  void note_shipment(const ledger_entry& entry) {
    const auto [at, is_first] = shipments_.try_emplace(entry.shipment, entry.effect);
    if (at->second != gateway_effect::recalled || entry.effect != gateway_effect::refused)
      at->second = entry.effect;
  }

  mutable std::mutex mutex_;
  std::optional<ledger_file> file_;
  std::deque<ledger_entry> entries_; // Entries stay where they are: the index points to them.
  std::unordered_multimap<std::string_view, const ledger_entry*> by_key_;
  std::unordered_map<payment_id, payment_totals> payments_;
  std::unordered_map<shipment_id, gateway_effect> shipments_;
};

gateway_ledger::gateway_ledger() : books_(std::make_unique<books>()) {}

gateway_ledger::gateway_ledger(const std::filesystem::path& file) : books_(std::make_unique<books>(file)) {}

gateway_ledger::~gateway_ledger() = default;

ledger_entry gateway_ledger::record(ledger_entry effect) { return books_->record(std::move(effect)); }

std::vector<ledger_entry> gateway_ledger::entries() const { return books_->entries(); }

std::vector<ledger_entry> gateway_ledger::effects_of(const text& key) const {
  return books_->effects_of(key);
}

payment_totals gateway_ledger::totals(const payment_id& payment) const { return books_->totals(payment); }

std::optional<gateway_effect> gateway_ledger::last_effect(const shipment_id& shipment) const {
  return books_->last_effect(shipment);
}

} // namespace docket
