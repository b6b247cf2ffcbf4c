#include "docket/actors/aggregates/decision_batch.hpp"

#include <fmt/format.h>

namespace docket {

rejection command_id_reused(std::string_view id, version first_used_at) {
  return {"command_id_reused",
          fmt::format("the command id {} was used before, for another command (which made version {})", id,
                      value(first_used_at)),
          {{"command_id", std::string{id}}, {"first_version", std::to_string(value(first_used_at))}}};
}

} // namespace docket
