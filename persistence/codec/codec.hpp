#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket {

// Why stored bytes could not be understood; in words, for the error that names the position.
struct codec_error {
  std::string message;
};

// The written name and the current schema version of an event.
struct event_type {
  std::string_view name; // Static storage.
  std::int32_t schema = 1;
};

// How an aggregate's events, states and commands become bytes. Specialised for each aggregate:
//
//   template <> struct codec<order> {
//     static event_type type_of(const order_event&) noexcept;
//     static void encode(const order_event&, std::string& json);        // Appends the JSON object.
//     static expected<order_event, codec_error> decode(std::string_view type, std::int32_t schema,
//                                                      std::string_view json); // Upcasts older schemas.
//     static constexpr std::int32_t snapshot_format = ...;
//     static std::string encode_state(const order_state&);
//     static expected<order_state, codec_error> decode_state(std::string_view bytes);
//     static std::uint64_t fingerprint(const order_command&, std::optional<timestamp> stated); // Of the
//     payload, never 0.
//   };
template <class Aggregate>
struct codec;

} // namespace docket
