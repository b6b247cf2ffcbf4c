#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/codec.hpp"

namespace docket {

// Fulfilments as bytes; codec.hpp says what each function does, README.md beside this file what is frozen.
template <>
struct codec<fulfilment> {
  [[nodiscard]] static event_type type_of(const fulfilment_event& event) noexcept;
  static void encode(const fulfilment_event& event, std::string& json);
  [[nodiscard]] static expected<fulfilment_event, codec_error>
  decode(std::string_view type, std::int32_t schema, std::string_view json);

  static constexpr std::int32_t snapshot_format = 2; // 1 did not say which steps were repeated.
  [[nodiscard]] static std::string encode_state(const fulfilment_state& state);
  [[nodiscard]] static expected<fulfilment_state, codec_error> decode_state(std::string_view bytes);

  [[nodiscard]] static std::uint64_t fingerprint(const fulfilment_command& command,
                                                 std::optional<timestamp> stated);
};

} // namespace docket
