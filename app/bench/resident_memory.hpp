#pragma once

#include <cstdint>

namespace docket::app::bench {

// Memory of this process that is in the machine's and is no file's, after the allocator gave back what is
// free.
[[nodiscard]] std::uint64_t resident_bytes();

} // namespace docket::app::bench
