#include "docket/simulation/shop/shop_faults.hpp"

namespace docket {
namespace {

using enum scenario_fault;

bool writes(store_operation operation) {
  return operation == store_operation::commit || operation == store_operation::snapshots ||
         operation == store_operation::checkpoint;
}

} // namespace

std::string_view shop_faults::name_of(disk_fault_kind kind) noexcept {
  switch (kind) {
  case disk_fault_kind::none: return "none";
  case disk_fault_kind::io_error: return "disk_io_error";
  case disk_fault_kind::full: return "disk_full";
  case disk_fault_kind::busy: return "disk_busy";
  case disk_fault_kind::short_read: return "disk_short_read";
  case disk_fault_kind::flipped_bit: return "disk_flipped_bit";
  case disk_fault_kind::forgotten_sync: return "disk_forgotten_sync";
  case disk_fault_kind::lying_sync: return "disk_lying_sync";
  case disk_fault_kind::slow: return "disk_slow";
  case disk_fault_kind::power_cut: return "disk_power_cut";
  }
  return "none";
}

shop_faults::shop_faults(const scenario& of, random_source dice, coverage& met)
    : of_(of),
      dice_(dice),
      met_(met) {}

bool shop_faults::comes(scenario_fault fault) {
  if (ended_ || paused_) return false;
  const auto found = of_.faults.find(fault);
  return found != of_.faults.end() && dice_.below(10'000) < found->second;
}

// What comes stays for some operations.
bool shop_faults::lasts(scenario_fault fault, std::uint32_t& for_so_many, std::uint32_t most) {
  if (for_so_many == 0 && comes(fault)) for_so_many = 1 + static_cast<std::uint32_t>(dice_.below(most));
  if (for_so_many == 0) return false;
  --for_so_many;
  return true;
}

bool shop_faults::lies() {
  const bool now = lasts(scenario_fault::lying_disk, lies_for_, 60);
  lied_ = lied_ || now;
  return now;
}

store_fault shop_faults::befalls(store_operation operation) {
  if (ended_ || paused_) return store_fault::none;
  const auto fault = drawn(operation);
  if (fault != store_fault::none) met_.count("fault", docket::name_of(fault));
  return fault;
}

store_fault shop_faults::drawn(store_operation operation) {
  if (operation == store_operation::read)
    return comes(failed_reads) ? store_fault::read_fails : store_fault::none;
  if (comes(failed_writes)) return store_fault::fails;
  if (!writes(operation)) return store_fault::none;
  if (is_full()) return store_fault::full;
  if (comes(unknown_outcomes))
    return dice_.chance(50) ? store_fault::unknown_kept : store_fault::unknown_lost;
  if (comes(power_cuts)) return dice_.chance(50) ? store_fault::dies_before : store_fault::dies_after;
  if (lies()) return store_fault::lies;
  return comes(slow_disk) ? store_fault::slow : store_fault::none;
}

disk_fault shop_faults::befalls(const disk_operation& operation) {
  if (ended_ || paused_) return {};
  const auto fault = drawn(operation);
  if (fault.kind != disk_fault_kind::none) met_.count("fault", name_of(fault.kind));
  return fault;
}

disk_fault shop_faults::drawn(const disk_operation& operation) {
  using kind = disk_operation_kind;
  if (operation.kind == kind::lock) return {};
  // A read that ends too early SQLite takes for the file's end, and the rest for zeros; nothing but `verify`
  // can find that. So reads fail here, and do not lie.
  if (operation.kind == kind::read) {
    if (!comes(failed_reads)) return {};
    return {disk_fault_kind::io_error, 0, {}, {}};
  }
  if (comes(failed_writes)) return {disk_fault_kind::io_error, dice_.below(4'096)};
  if (operation.kind == kind::write && is_full()) return {disk_fault_kind::full};
  if (operation.kind == kind::sync && comes(unknown_outcomes)) return {disk_fault_kind::forgotten_sync};
  if (operation.kind == kind::sync && lies()) return {disk_fault_kind::lying_sync};
  if (comes(power_cuts)) {
    disk_fault cut{disk_fault_kind::power_cut, dice_.next()};
    cut.damage = every_power_damage[dice_.below(every_power_damage.size())];
    return cut;
  }
  if (operation.kind == kind::sync && comes(slow_disk)) {
    disk_fault slow{disk_fault_kind::slow};
    slow.slow_by = std::chrono::milliseconds{300};
    return slow;
  }
  return {};
}

} // namespace docket
