#pragma once

#include "docket/simulation/gateways/ledger_entry.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace docket {

// What the entries of one payment come to.
struct payment_totals {
  docket::currency currency{}; // Empty before anything was authorised or captured.
  amount authorised{};         // The largest sum set aside at once.
  amount captured{};           // All captures together: more than one is a double charge.
  amount refunded{};
  bool voided = false;

  friend bool operator==(const payment_totals&, const payment_totals&) = default;
};

// The simulated gateways' own books: what took effect, in order, by which an engine that says otherwise is
// found out. Kept in memory and, where it has a file, in JSON Lines. Each effect is in the file when record()
// returns and outlives the process, though not a power cut. Thread-safe. Gateways may share one.
class gateway_ledger {
public:
  gateway_ledger(); // In memory only.

  // Goes on where the file ends; a torn last line is cut off. Throws std::system_error when the file cannot
  // be used, std::runtime_error when another process has it or a line of it is none.
  explicit gateway_ledger(const std::filesystem::path& file);
  ~gateway_ledger();

  // Answers the entry with its number. When this throws, nothing was recorded.
  ledger_entry record(ledger_entry effect);

  [[nodiscard]] std::vector<ledger_entry> entries() const;
  [[nodiscard]] std::vector<ledger_entry> effects_of(const text& key) const; // In their order.
  [[nodiscard]] payment_totals totals(const payment_id& payment) const;
  // A refusal of a shipment that was recalled does not count: it stays recalled.
  [[nodiscard]] std::optional<gateway_effect> last_effect(const shipment_id& shipment) const;

private:
  class books;

  std::unique_ptr<books> books_;
};

} // namespace docket
