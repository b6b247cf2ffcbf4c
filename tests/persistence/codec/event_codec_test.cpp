#include "codec/coding.hpp"
#include "codec/every_aggregate.hpp"
#include "codec/random_aggregates.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

template <class... Events>
std::vector<std::variant<Events...>> one_of_each(const std::variant<Events...>&) {
  return {Events{}...};
}

} // namespace

TEMPLATE_LIST_TEST_CASE("property: an event is read back as it was written", "", every_aggregate) {
  std::set<std::size_t> kinds;
  const bool holds = rc::check([&] {
    const auto event = random_values::any<TestType>::event();
    const auto type = codec<TestType>::type_of(event);
    const auto decoded = codec<TestType>::decode(type.name, type.schema, encoded<TestType>(event));
    if (!decoded) RC_FAIL(decoded.error().message);
    RC_ASSERT(*decoded == event);
    kinds.insert(event.index());
  });
  CHECK(holds);
  CHECK(kinds.size() == std::variant_size_v<typename TestType::event>);
}

TEMPLATE_LIST_TEST_CASE("property: what is written is one JSON object", "", every_aggregate) {
  const bool holds = rc::check([] {
    const auto json = encoded<TestType>(random_values::any<TestType>::event());
    RC_ASSERT(nlohmann::json::parse(json).is_object());
  });
  CHECK(holds);
}

TEMPLATE_LIST_TEST_CASE("an event is appended to what stands in the buffer", "", every_aggregate) {
  for (const auto& event : one_of_each(typename TestType::event{})) {
    std::string json = "before";
    codec<TestType>::encode(event, json);
    CHECK(json == "before" + encoded<TestType>(event));
  }
}

TEMPLATE_LIST_TEST_CASE("every event has a written name of its own", "", every_aggregate) {
  std::set<std::string_view> names;
  for (const auto& event : one_of_each(typename TestType::event{}))
    names.insert(codec<TestType>::type_of(event).name);
  CHECK(names.size() == std::variant_size_v<typename TestType::event>);
}

TEMPLATE_LIST_TEST_CASE("an event type that was never written is refused by name", "", every_aggregate) {
  CHECK_THAT(refusal<TestType>("OrderTeleported", 1, "{}"),
             Contains("OrderTeleported") && Contains("unknown"));
  CHECK_THAT(refusal<TestType>("", 1, "{}"), Contains("unknown"));
}

TEMPLATE_LIST_TEST_CASE("a schema that was never written is refused, and a newer one asks for a newer docket",
                        "", every_aggregate) {
  for (const auto& event : one_of_each(typename TestType::event{})) {
    const auto type = codec<TestType>::type_of(event);
    CHECK_THAT(refusal<TestType>(type.name, type.schema + 1, "{}"),
               Contains(std::string{type.name}) && Contains("newer"));
    CHECK_THAT(refusal<TestType>(type.name, 0, "{}"), Contains("schema 0"));
    CHECK_THAT(refusal<TestType>(type.name, -1, "{}"), Contains("schema -1"));
  }
}

TEMPLATE_LIST_TEST_CASE("property: data with a field more, or with any one less, is refused or means another",
                        "", every_aggregate) {
  const bool holds = rc::check([] {
    const auto event = random_values::any<TestType>::event();
    const auto type = codec<TestType>::type_of(event);
    const auto data = nlohmann::json::parse(encoded<TestType>(event));
    auto more = data;
    more["colour"] = "red";
    RC_ASSERT(!codec<TestType>::decode(type.name, type.schema, more.dump()));
    for (const auto& [field, value] : data.items()) {
      auto less = data;
      less.erase(field);
      const auto decoded = codec<TestType>::decode(type.name, type.schema, less.dump());
      RC_ASSERT(!decoded || !(*decoded == event) || value.empty());
    }
  });
  CHECK(holds);
}

TEMPLATE_LIST_TEST_CASE("property: a snapshot is read back as the state it was made of", "",
                        every_aggregate) {
  std::set<std::size_t> phases;
  const bool holds = rc::check([&] {
    const auto state = random_values::any<TestType>::state();
    const auto decoded = codec<TestType>::decode_state(codec<TestType>::encode_state(state));
    if (!decoded) RC_FAIL(decoded.error().message);
    RC_ASSERT(*decoded == state);
    phases.insert(state.index());
  });
  CHECK(holds);
  CHECK(phases.size() == std::variant_size_v<typename TestType::state> - 1); // All but the first.
}

TEMPLATE_LIST_TEST_CASE("the state before the first event has a snapshot, too", "", every_aggregate) {
  const typename TestType::state before{};
  const auto decoded = codec<TestType>::decode_state(codec<TestType>::encode_state(before));
  REQUIRE(decoded);
  CHECK(*decoded == before);
}

TEMPLATE_LIST_TEST_CASE("property: a snapshot that is cut off, or of no phase there is, is refused", "",
                        every_aggregate) {
  const bool holds = rc::check([] {
    const auto good = codec<TestType>::encode_state(random_values::any<TestType>::state());
    for (std::size_t cut = 0; cut < good.size(); cut += 1 + good.size() / 50)
      RC_ASSERT(!codec<TestType>::decode_state(std::string_view{good}.substr(0, cut)));
    auto other = nlohmann::json::parse(good);
    other["phase"] = "sending";
    RC_ASSERT(!codec<TestType>::decode_state(other.dump()));
    other["phase"] = "none";
    RC_ASSERT(!codec<TestType>::decode_state(other.dump()));
  });
  CHECK(holds);
}
