#pragma once

#include <cstdint>
#include <string_view>

namespace docket {

// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012) with its paper's example key,
// 00 01 02 .. 0f. Strong enough that two payloads of one command id do not share a hash by accident; the key
// is public, so it keeps no secret. Stored in logs, so it never changes.
[[nodiscard]] std::uint64_t siphash_2_4(std::string_view bytes) noexcept;

} // namespace docket
