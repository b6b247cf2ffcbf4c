#include "docket/simulation/disk/disk_fault.hpp"

namespace docket {

std::string_view name_of(disk_operation_kind kind) noexcept {
  using enum disk_operation_kind;
  switch (kind) {
  case open: return "open";
  case make: return "make";
  case read: return "read";
  case write: return "write";
  case truncate: return "truncate";
  case sync: return "sync";
  case remove: return "remove";
  case sync_folder: return "sync_folder";
  case lock: return "lock";
  }
  return "unknown";
}

disk_faults fails_once(std::uint64_t operation, disk_fault fault) {
  return [=](const disk_operation& asked) { return asked.number == operation ? fault : disk_fault{}; };
}

disk_faults fails_from(std::uint64_t operation, disk_fault fault) {
  return [=](const disk_operation& asked) { return asked.number >= operation ? fault : disk_fault{}; };
}

disk_faults power_goes_at(std::uint64_t operation, power_damage damage, std::uint64_t seed) {
  return fails_once(operation, {.kind = disk_fault_kind::power_cut, .number = seed, .damage = damage});
}

disk_faults lies_about_syncs() {
  return [](const disk_operation&) { return disk_fault{.kind = disk_fault_kind::lying_sync}; };
}

} // namespace docket
