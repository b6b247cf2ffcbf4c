#pragma once

#include "docket/actors/engine.hpp"
#include "docket/persistence/store/memory_store.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the tests' stories need: an engine on a log in memory, and orders in few words.
namespace docket::shop {

// A log that several engines may use in turn, and that the test can look into and write to behind their
// backs.
class shared_store : public event_store {
public:
  explicit shared_store(std::shared_ptr<event_store> log) : log_(std::move(log)) {}
  commit_result commit(std::span<const append* const> batch, timestamp at) override {
    return log_->commit(batch, at);
  }
  void write_snapshots(std::span<const snapshot_write> batch) override { log_->write_snapshots(batch); }
  void write_checkpoint(std::string_view name, position at) override { log_->write_checkpoint(name, at); }
  void maintain() override { log_->maintain(); }
  std::unique_ptr<log_reader> open_reader() override { return log_->open_reader(); }
  file_sizes sizes() const override { return log_->sizes(); }

private:
  std::shared_ptr<event_store> log_;
};

inline config on(std::shared_ptr<event_store> log) {
  config settings;
  settings.open_store = [log](const config&) { return std::make_unique<shared_store>(log); };
  settings.log = [](const std::string&) {};
  return settings;
}

inline config in_memory() { return on(make_memory_store()); }

inline create_order new_order(std::string_view id, bool place = false) {
  create_order c;
  c.order = order_id{id};
  c.customer = customer_id{"cust-1"};
  c.currency = docket::currency{"USD"};
  c.items = {{product_id{"widget"}, "Widget", quantity{2}, 29.99_money},
             {product_id{"gadget"}, "Gadget", quantity{1}, 49.99_money}};
  c.place = place;
  return c;
}

inline record_payment payment(std::string_view id, decimal paid, std::string_view payment_name = "pay-1") {
  return {order_id{id}, payment_id{payment_name}, paid, "card"};
}

inline change_quantity widgets(std::string_view id, std::int64_t pieces) {
  return {order_id{id}, product_id{"widget"}, quantity{pieces}};
}

inline command_options as_command(std::string_view id) {
  command_options options;
  options.id = command_id{id};
  return options;
}

// The rule that refused, or how it went otherwise: "accepted", "repeated", "overloaded", ...
inline std::string outcome(const command_result& result) {
  if (result) return result->repeated ? "repeated" : "accepted";
  if (result.error().refusal) return std::string{result.error().refusal->rule};
  return std::string{name_of(result.error().kind)};
}

inline std::string outcome(std::future<command_result> answer) { return outcome(answer.get()); }

inline timestamp at(std::string_view rfc3339) { return parse_timestamp(rfc3339).value(); }

} // namespace docket::shop
