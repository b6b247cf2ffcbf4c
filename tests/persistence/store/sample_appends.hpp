#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// Appends as the tests need them, and ways to hand them to a store and to read everything back.
namespace docket::testing {

inline constexpr timestamp noon{1'772'000'000'000'000}; // 2026-02-25, in microseconds.

[[nodiscard]] constexpr timestamp seconds_after_noon(std::int64_t seconds) {
  return {noon.microseconds + seconds * 1'000'000};
}

// An event whose id tells `number`.
[[nodiscard]] event_data sample_event(std::string_view type, std::string data, std::uint8_t number = 1);

// An append of `count` events to an order, asked for by one command with full metadata.
[[nodiscard]] append sample_append(std::string_view order, expected_version expected, int count = 1);

// The same for a stream whose key is known.
[[nodiscard]] append sample_append(stream_key key, std::string_view order, expected_version expected,
                                   int count = 1);

commit_result commit(event_store& store, const std::vector<append>& batch, timestamp recorded_at = noon);

[[nodiscard]] std::vector<recorded_event> whole_log(log_reader& reader);
[[nodiscard]] std::vector<recorded_event> whole_stream(log_reader& reader, stream_key key);

[[nodiscard]] std::string hex(const sha256& hash);

} // namespace docket::testing
