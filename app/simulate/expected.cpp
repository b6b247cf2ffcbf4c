#include "docket/app/simulate/expected.hpp"

#include "docket/app/simulate/expected_refusals.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/views/builtin_projections.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace docket::app {
namespace {

using names = std::vector<std::string>;

// The type of each event that the aggregate has.
template <class Aggregate, class... Events>
void add_types(names& to, const std::variant<Events...>*) {
  (to.emplace_back(codec<Aggregate>::type_of(std::variant<Events...>{Events{}}).name), ...);
}

names event_types(const scenario_wishes& wishes) {
  names all;
  add_types<order>(all, static_cast<const order_event*>(nullptr));
  add_types<stock>(all, static_cast<const stock_event*>(nullptr));
  if (wishes.fulfilment == fulfilment_mode::manual) return all;
  add_types<payment>(all, static_cast<const payment_event*>(nullptr));
  add_types<shipment>(all, static_cast<const shipment_event*>(nullptr));
  add_types<fulfilment>(all, static_cast<const fulfilment_event*>(nullptr));
  return all;
}

names schedules(const scenario_wishes& wishes) {
  if (wishes.schedule) return {std::string{name_of(*wishes.schedule)}};
  return {"random", "priority", "starving"};
}

names storages(const scenario_wishes& wishes) {
  if (wishes.storage) return {std::string{name_of(*wishes.storage)}};
  return {"memory", "sqlite"};
}

names views(const scenario_wishes& wishes) {
  names all;
  if (wishes.views)
    for (const auto& make : builtin_projections())
      all.emplace_back(make()->name());
  return all;
}

// Each fault as the log in memory and the disk under the real store count it.
struct counted_fault {
  scenario_fault fault;
  std::vector<std::string_view> in_memory;
  std::string_view on_disk;
};

const std::vector<counted_fault>& counted_faults() {
  using enum scenario_fault;
  static const std::vector<counted_fault> all{
      {failed_writes, {"fails"}, "disk_io_error"},
      {full_disk, {"full"}, "disk_full"},
      {unknown_outcomes, {"unknown_kept", "unknown_lost"}, "disk_forgotten_sync"},
      {failed_reads, {"read_fails"}, "disk_io_error"},
      {slow_disk, {"slow"}, "disk_slow"},
      {lying_disk, {"lies"}, "disk_lying_sync"},
      {power_cuts, {"dies_before", "dies_after"}, "disk_power_cut"},
      {wrong_time, {"clock_jumps"}, "clock_jumps"},
  };
  return all;
}

names faults(const scenario_wishes& wishes) {
  names all;
  for (const auto& one : counted_faults()) {
    if (wishes.faults ? !wishes.faults->contains(one.fault) : one.fault == scenario_fault::lying_disk)
      continue;
    if (wishes.storage != scenario_storage::sqlite)
      all.insert(all.end(), one.in_memory.begin(), one.in_memory.end());
    if (wishes.storage != scenario_storage::memory) all.emplace_back(one.on_disk);
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

} // namespace

std::vector<expected_group> expected_of(const scenario_wishes& wishes) {
  std::vector<expected_group> all{
      {"event", "event types", event_types(wishes)}, {"refused", "refusals", expected_refusals()},
      {"fault", "faults", faults(wishes)},           {"schedule", "schedules", schedules(wishes)},
      {"storage", "storages", storages(wishes)},     {"view", "views", views(wishes)}};
  return all;
}

std::size_t met_of(const expected_group& group, const coverage& met) {
  return static_cast<std::size_t>(std::ranges::count_if(
      group.names, [&](const std::string& name) { return met.of(group.group, name) > 0; }));
}

std::vector<std::string> never_met(const std::vector<expected_group>& expected, const coverage& met) {
  std::vector<std::string> missing;
  for (const auto& group : expected)
    for (const auto& name : group.names)
      if (met.of(group.group, name) == 0) missing.push_back(std::string{group.group} + '.' + name);
  return missing;
}

} // namespace docket::app
