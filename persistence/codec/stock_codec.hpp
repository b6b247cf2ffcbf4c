#pragma once

#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/codec/codec.hpp"

namespace docket {

// Stock of products as bytes; codec.hpp says what each function does, README.md beside this file what is
// frozen.
template <>
struct codec<stock> {
  [[nodiscard]] static event_type type_of(const stock_event& event) noexcept;
  static void encode(const stock_event& event, std::string& json);
  [[nodiscard]] static expected<stock_event, codec_error> decode(std::string_view type, std::int32_t schema,
                                                                 std::string_view json);

  static constexpr std::int32_t snapshot_format = 1;
  [[nodiscard]] static std::string encode_state(const stock_state& state);
  [[nodiscard]] static expected<stock_state, codec_error> decode_state(std::string_view bytes);

  [[nodiscard]] static std::uint64_t fingerprint(const stock_command& command,
                                                 std::optional<timestamp> stated);
};

} // namespace docket
