#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace docket::sqlite {

// What a check found wrong, thrown to end it: the first damage is the one that is reported.
struct damage {
  std::string what; // In words that name the place.
  std::optional<position> at_position;
  std::optional<std::uint64_t> at_commit;
};

} // namespace docket::sqlite
