#pragma once

#include <cstdint>

namespace docket::archive {

// Where a block stands in its file, and what is in it: what the database keeps of it.
struct block_place {
  std::int64_t first = 0,
               last = 0;       // Positions of its first and last event; between them others may be missing.
  std::uint64_t offset = 0;    // Of its frame.
  std::uint64_t bytes = 0;     // Of its frame.
  std::uint64_t raw_bytes = 0; // Decompressed.
};

} // namespace docket::archive
