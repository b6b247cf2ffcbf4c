#include "docket/domain/utf8.hpp"
#include "docket/persistence/codec/order_codec.hpp"

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace docket;

namespace {

std::string encoded(const order_event& event) {
  std::string json;
  codec<order>::encode(event, json);
  return json;
}

// Whatever decodes means the same once it was written and read again, and is written alike each time.
void check_event(std::string_view type, std::int32_t schema, std::string_view bytes) {
  const auto event = codec<order>::decode(type, schema, bytes);
  if (!event) return require(is_valid_utf8(event.error().message), "an error is in words");
  const auto current = codec<order>::type_of(*event);
  const auto first = encoded(*event);
  const auto again = codec<order>::decode(current.name, current.schema, first);
  require(current.name == type, "an event keeps its type");
  require(again.has_value(), "what was written is read");
  require(encoded(*again) == first, "what is read again is written alike");
}

void check_state(std::string_view bytes) {
  const auto state = codec<order>::decode_state(bytes);
  if (!state) return;
  const auto again = codec<order>::decode_state(codec<order>::encode_state(*state));
  require(again.has_value() && *again == *state, "a state that was written is read back");
}

template <class... Events>
void check_as_every_type(const std::variant<Events...>*, std::string_view bytes) {
  const auto check_all_schemas = [&](event_type type) {
    for (std::int32_t schema = 1; schema <= type.schema; ++schema)
      check_event(type.name, schema, bytes);
  };
  (check_all_schemas(codec<order>::type_of(Events{})), ...);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  check_as_every_type(static_cast<const order_event*>(nullptr), bytes);
  check_event("OrderTeleported", 1, bytes);
  check_state(bytes);
  return 0;
}
