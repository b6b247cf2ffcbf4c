#include "docket/persistence/codec/order_codec.hpp"

#include "codec/random_values.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace docket;

TEST_CASE("property: a snapshot is read back as the state it was made of") {
  std::map<std::string_view, int> phases;
  const bool holds = rc::check([&] {
    const auto state = random_values::state();
    const auto decoded = codec<order>::decode_state(codec<order>::encode_state(state));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == state);
    ++phases[phase_name(state)];
  });
  CHECK(holds);
  CHECK(phases.size() == std::variant_size_v<order_state> - 1); // All but the one before the first event.
}

TEST_CASE("the state before the first event has a snapshot, too") {
  const auto decoded = codec<order>::decode_state(codec<order>::encode_state(no_order{}));
  REQUIRE(decoded);
  CHECK(*decoded == order_state{no_order{}});
}

TEST_CASE("bytes that are no snapshot are refused, not guessed at") {
  const auto good = codec<order>::encode_state(
      pending_order{{customer_id{"c"}, currency{"USD"}, amount{5}, nullptr, {}, timestamp{1}, timestamp{2}}});
  REQUIRE(codec<order>::decode_state(good));
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    CHECK_FALSE(codec<order>::decode_state(std::string_view{good}.substr(0, cut)));
  }
  auto renamed = good;
  renamed.replace(renamed.find("pending"), 7, "sending");
  CHECK_FALSE(codec<order>::decode_state(renamed));
  auto advanced = good;
  advanced.replace(advanced.find("pending"), 7, "shipped");
  CHECK_FALSE(codec<order>::decode_state(advanced));
  CHECK_FALSE(codec<order>::decode_state("\x01\x02"));
}
