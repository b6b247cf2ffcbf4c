#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"

#include <optional>

namespace docket {

// When a command happens, given the time it states (if it does), the clock's now and its stream's last event
// (if there is one). A stated time before the last event is refused: "occurs_before_last_event". A command
// that states none gets the later of now and the last event, so a clock that jumps back refuses nobody. Time
// thus never goes back within a stream, and "as of" is always a prefix of it.
[[nodiscard]] expected<timestamp, rejection> occurrence(std::optional<timestamp> stated, timestamp now,
                                                        std::optional<timestamp> last_event);

} // namespace docket
