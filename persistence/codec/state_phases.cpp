#include "docket/persistence/codec/state_phases.hpp"

#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

namespace docket {

void refuse_phase(json_fields& from, std::string_view name) {
  from.refuse("phase", "unknown_phase", fmt::format("{} is none of its phases.", quoted(name)));
}

} // namespace docket
