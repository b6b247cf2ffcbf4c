#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"

namespace docket {

// The system's clock.
[[nodiscard]] timestamp system_now();

// UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits from a generator that each thread
// seeds from the system once. Thread-safe.
[[nodiscard]] uuid uuid_v7(timestamp now);

} // namespace docket
