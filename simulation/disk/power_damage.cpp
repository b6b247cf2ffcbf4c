#include "docket/simulation/disk/power_damage.hpp"

namespace docket {

std::string_view name_of(power_damage kind) noexcept {
  switch (kind) {
  case power_damage::nothing_kept: return "nothing_kept";
  case power_damage::everything_kept: return "everything_kept";
  case power_damage::prefix_kept: return "prefix_kept";
  case power_damage::only_last_kept: return "only_last_kept";
  case power_damage::writes_dropped: return "writes_dropped";
  case power_damage::sectors_dropped: return "sectors_dropped";
  case power_damage::last_write_torn: return "last_write_torn";
  case power_damage::sectors_garbled: return "sectors_garbled";
  case power_damage::sectors_zeroed: return "sectors_zeroed";
  case power_damage::size_grown_zeroed: return "size_grown_zeroed";
  case power_damage::sizes_only: return "sizes_only";
  case power_damage::names_lost: return "names_lost";
  case power_damage::names_only: return "names_only";
  }
  return "unknown";
}

} // namespace docket
