#include "docket/persistence/views/history/moment.hpp"

#include <fmt/format.h>

namespace docket {

expected<bounds, query_refusal> bounds_of(const moment& asked, position known) {
  if (asked.at && *asked.at > known)
    return unexpected{
        query_refusal{"at_position_past_the_end",
                      fmt::format("Position {} is asked about, and this view knows the log up to "
                                  "position {}; ask about an earlier one, or wait for it.",
                                  value(*asked.at), value(known))}};
  bounds result;
  if (asked.as_of) result.time = asked.as_of->microseconds;
  result.position = static_cast<std::int64_t>(value(asked.at.value_or(known)));
  result.knows_all = !asked.at || *asked.at == known;
  return result;
}

} // namespace docket
