#include "docket/persistence/codec/event_table.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <variant>

using namespace docket;
using Catch::Matchers::Contains;

// An aggregate of these tests alone, with an event that has been written in three forms: `weight` in grams
// and no unit, then with a `unit`, then with a `label`, too. What a codec does for it, it does for every
// aggregate.
namespace {

struct parcel_weighed {
  std::int64_t weight = 0;
  text unit, label;

  friend bool operator==(const parcel_weighed&, const parcel_weighed&) = default;
};

struct parcel_lost {
  friend bool operator==(const parcel_lost&, const parcel_lost&) = default;
};

using parcel_event = std::variant<parcel_lost, parcel_weighed>;

std::optional<json_problem> add_grams(json_document& data) {
  if (data.add_string(json_document::root, "unit", "g")) return std::nullopt;
  return field_of_later_schema("unit", 1);
}

// Sees what the step before it added.
std::optional<json_problem> add_label(json_document& data) {
  const auto unit = data.find(json_document::root, "unit");
  if (unit == json_document::none) return json_problem{"missing_field", "The field unit is missing."};
  const auto label = "weighed in " + std::string{data.at(unit).text};
  if (data.add_string(json_document::root, "label", label)) return std::nullopt;
  return field_of_later_schema("label", 2);
}

} // namespace

template <>
struct docket::event_form<parcel_lost> {
  static constexpr std::string_view name = "ParcelLost";

  static void write(json_writer&, const parcel_lost&) {}

  static void read(json_fields&, parcel_lost&) {}
};

template <>
struct docket::event_form<parcel_weighed> {
  static constexpr std::string_view name = "ParcelWeighed";
  static constexpr std::array upcasts{add_grams, add_label};

  static void write(json_writer& to, const parcel_weighed& e) {
    to.integer("weight", e.weight);
    to.string("unit", e.unit.view());
    to.string("label", e.label.view());
  }

  static void read(json_fields& from, parcel_weighed& e) {
    e.weight = from.integer("weight");
    e.unit = from.string("unit");
    e.label = from.string("label");
  }
};

namespace {

using table = event_table<parcel_event>;

parcel_weighed weighed(std::int32_t schema, std::string_view json) {
  const auto decoded = table::decode("ParcelWeighed", schema, json);
  if (!decoded) FAIL(decoded.error().message);
  return std::get<parcel_weighed>(*decoded);
}

std::string refusal(std::int32_t schema, std::string_view json) {
  const auto decoded = table::decode("ParcelWeighed", schema, json);
  REQUIRE_FALSE(decoded);
  return decoded.error().message;
}

} // namespace

TEST_CASE("the current schema is one more than there are steps to it") {
  CHECK(table::type_of(parcel_lost{}).schema == 1);
  CHECK(table::type_of(parcel_weighed{}).schema == 3);
}

TEST_CASE("each older schema takes the steps from it on, in their order, and no others") {
  CHECK(weighed(1, R"({"weight":5})") == parcel_weighed{5, "g", "weighed in g"});
  CHECK(weighed(2, R"({"weight":5,"unit":"kg"})") == parcel_weighed{5, "kg", "weighed in kg"});
  CHECK(weighed(3, R"({"weight":5,"unit":"kg","label":"heavy"})") == parcel_weighed{5, "kg", "heavy"});
}

TEST_CASE("a step that cannot be taken ends the reading, and says which field stood in its way") {
  CHECK_THAT(refusal(1, R"({"weight":5,"unit":"kg"})"),
             Contains("ParcelWeighed") && Contains("unit") && Contains("schema 1"));
  CHECK_THAT(refusal(2, R"({"weight":5,"unit":"kg","label":"x"})"),
             Contains("label") && Contains("schema 2"));
  CHECK_THAT(refusal(2, R"({"weight":5})"), Contains("unit") && Contains("missing"));
}

TEST_CASE("what the steps do not explain is refused after them as it is in the current schema") {
  CHECK_THAT(refusal(1, R"({"weight":5,"colour":"red"})"), Contains("colour") && Contains("unknown"));
  CHECK_THAT(refusal(1, R"({})"), Contains("weight") && Contains("missing"));
  CHECK_THAT(refusal(1, "[]"), Contains("object"));
  CHECK_THAT(refusal(3, R"({"weight":5})"), Contains("unit") && Contains("missing"));
}
