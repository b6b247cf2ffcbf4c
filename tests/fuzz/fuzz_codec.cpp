#include "docket/domain/utf8.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

#include "codec/encoded.hpp"
#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace docket;

namespace {

// Whatever decodes means the same once it was written and read again, and is written alike each time.
template <class Aggregate>
void check_event(std::string_view type, std::int32_t schema, std::string_view bytes) {
  const auto event = codec<Aggregate>::decode(type, schema, bytes);
  if (!event) return require(is_valid_utf8(event.error().message), "an error is in words");
  const auto current = codec<Aggregate>::type_of(*event);
  const auto first = encoded<Aggregate>(*event);
  const auto again = codec<Aggregate>::decode(current.name, current.schema, first);
  require(current.name == type, "an event keeps its type");
  require(again.has_value(), "what was written is read");
  require(*again == *event, "what was written means the same");
  require(encoded<Aggregate>(*again) == first, "what is read again is written alike");
}

template <class Aggregate>
void check_state(std::string_view bytes) {
  const auto state = codec<Aggregate>::decode_state(bytes);
  if (!state) return require(is_valid_utf8(state.error().message), "an error is in words");
  const auto again = codec<Aggregate>::decode_state(codec<Aggregate>::encode_state(*state));
  require(again.has_value() && *again == *state, "a state that was written is read back");
}

template <class Aggregate, class... Events>
void check_as_every_type(const std::variant<Events...>&, std::string_view bytes) {
  const auto check_all_schemas = [&](event_type type) {
    for (std::int32_t schema = 1; schema <= type.schema; ++schema)
      check_event<Aggregate>(type.name, schema, bytes);
  };
  (check_all_schemas(codec<Aggregate>::type_of(Events{})), ...);
}

template <class... Aggregates>
void check_as_everything(std::string_view bytes) {
  (check_as_every_type<Aggregates>(typename Aggregates::event{}, bytes), ...);
  (check_event<Aggregates>("OrderTeleported", 1, bytes), ...);
  (check_state<Aggregates>(bytes), ...);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_as_everything<order, payment, stock, shipment, fulfilment>(
      {reinterpret_cast<const char*>(data), size});
  return 0;
}
