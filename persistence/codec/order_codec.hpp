#pragma once

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/codec.hpp"

namespace docket {

// Orders as bytes. The formats stand in README.md beside this file; what is frozen there never changes.
template <>
struct codec<order> {
  [[nodiscard]] static event_type type_of(const order_event& event) noexcept;

  // Appends the event's data as one JSON object.
  static void encode(const order_event& event, std::string& json);

  // Reads any schema version ever written; older ones are upcast step by step. An unknown type or version, or
  // data of another form, is an error.
  [[nodiscard]] static expected<order_event, codec_error> decode(std::string_view type, std::int32_t schema,
                                                                 std::string_view json);

  static constexpr std::int32_t snapshot_format = 1;
  [[nodiscard]] static std::string encode_state(const order_state& state);
  [[nodiscard]] static expected<order_state, codec_error> decode_state(std::string_view bytes);

  // 64 bits of the payload: every field of the command and the time that it states, not who sent it. Never 0.
  // Stored with the events, so it never changes for the same payload.
  [[nodiscard]] static std::uint64_t fingerprint(const order_command& command,
                                                 std::optional<timestamp> stated);
};

} // namespace docket
