#include "docket/actors/aggregates/decision_batch.hpp"

#include <fmt/format.h>

namespace docket {

rejection command_id_reused(std::string_view id, version first_used_at) {
  return {"command_id_reused",
          fmt::format("the command id {} was used before, for another command (which made version {})", id,
                      value(first_used_at)),
          {{"command_id", std::string{id}}, {"first_version", std::to_string(value(first_used_at))}}};
}

rejection version_not_current(std::uint32_t meant_for, version current) {
  return {
      "version_not_current",
      fmt::format("The command is meant for version {}; the current one is {}.", meant_for, value(current)),
      {{"meant_for", std::to_string(meant_for)}, {"current_version", std::to_string(value(current))}}};
}

} // namespace docket
