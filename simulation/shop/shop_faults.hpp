#pragma once

#include "docket/simulation/disk/disk_fault.hpp"
#include "docket/simulation/random.hpp"
#include "docket/simulation/shop/coverage.hpp"
#include "docket/simulation/shop/scenario.hpp"
#include "docket/simulation/store/store_fault.hpp"

#include <cstdint>
#include <string_view>

namespace docket {

// Draws what goes wrong with each operation of a scenario's storage, until faults end.
class shop_faults {
public:
  shop_faults(const scenario& of, random_source dice, coverage& met);

  [[nodiscard]] store_fault befalls(store_operation operation); // Of a log in memory.
  [[nodiscard]] disk_fault befalls(const disk_operation& operation);
  [[nodiscard]] static std::string_view name_of(disk_fault_kind kind) noexcept; // "disk_full", ...
  // Whether this fault comes now, by its rate.
  [[nodiscard]] bool comes(scenario_fault fault);
  [[nodiscard]] bool lied() const noexcept { return lied_; } // Some sync was not what it said.
  void end() noexcept { ended_ = true; }
  // While somebody looks who is no part of the shop.
  void pause(bool on) noexcept { paused_ = on; }

private:
  [[nodiscard]] bool lasts(scenario_fault fault, std::uint32_t& for_so_many, std::uint32_t most);
  [[nodiscard]] bool is_full() { return lasts(scenario_fault::full_disk, full_for_, 20); }
  [[nodiscard]] bool lies();
  [[nodiscard]] store_fault drawn(store_operation operation);
  [[nodiscard]] disk_fault drawn(const disk_operation& operation);

  const scenario& of_;
  random_source dice_;
  coverage& met_;
  std::uint32_t full_for_ = 0; // So many more operations find no room,
  std::uint32_t lies_for_ = 0; // and are lied about.
  bool lied_ = false;
  bool ended_ = false;
  bool paused_ = false;
};

} // namespace docket
