#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <string_view>

namespace docket {

// What every store demands of an append before it begins a commit. Throws store_error (invalid_append): that
// is the caller's mistake, and nothing of the commit is written.
void require_valid(const append& a, bool key_is_known);

// The same for a checkpoint, in a log that ends at `end`.
void require_valid_checkpoint(std::string_view name, position at, position end);

// The metadata of an event of this append; empty when no command asked for it.
[[nodiscard]] const command_metadata& metadata_of(const append& a, const event_data& event) noexcept;

// The event as it will stand in the log.
[[nodiscard]] event_view as_recorded(const append& a, const event_data& event, position at, stream_key key,
                                     version in_stream, timestamp recorded_at) noexcept;

} // namespace docket
