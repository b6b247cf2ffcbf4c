#pragma once

#include "docket/persistence/codec/codec.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/codec/upcast.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// From how each event is written down to a codec's type_of, encode and decode, the same for every aggregate.
namespace docket {

// How one event is written and read. Specialised in the aggregate's codec for each of its events:
//
//   template <> struct event_form<order_placed> {
//     static constexpr std::string_view name = "OrderPlaced";
//     static constexpr std::array upcasts{allow_payment_method}; // Left out while there is one schema.
//     static void write(json_writer& to, const order_placed& e); // The fields of the current schema.
//     static void read(json_fields& from, order_placed& e);
//   };
//
// The current schema is one more than there are steps to it. All of this was written into logs and never
// changes; a new form is a step more.
template <class Event>
struct event_form;

template <class Event>
[[nodiscard]] constexpr std::span<const upcast_step> upcasts_of() noexcept {
  if constexpr (requires { event_form<Event>::upcasts; }) {
    return event_form<Event>::upcasts;
  } else {
    return {};
  }
}

// How one of a variant's events is read.
template <class Variant>
struct event_row {
  event_type type;
  std::span<const upcast_step> upcasts;
  Variant (*read)(json_fields& from);
};

template <class Event, class Variant>
[[nodiscard]] Variant read_event(json_fields& from) {
  Event event{};
  event_form<Event>::read(from, event);
  return event;
}

template <class Event, class Variant>
[[nodiscard]] constexpr event_row<Variant> make_event_row() noexcept {
  const auto steps = upcasts_of<Event>();
  const event_type type{event_form<Event>::name, static_cast<std::int32_t>(steps.size()) + 1};
  return {type, steps, &read_event<Event, Variant>};
}

// A codec's functions over the forms of a variant's events.
template <class Variant>
class event_table;

template <class... Events>
class event_table<std::variant<Events...>> {
public:
  using event = std::variant<Events...>;

  [[nodiscard]] static event_type type_of(const event& e) noexcept { return rows[e.index()].type; }

  static void encode(const event& e, std::string& json) {
    json_writer to{json};
    to.begin_object();
    std::visit([&]<class Event>(const Event& one) { event_form<Event>::write(to, one); }, e);
    to.end_object();
  }

  [[nodiscard]] static expected<event, codec_error> decode(std::string_view type, std::int32_t schema,
                                                           std::string_view json);

private:
  static constexpr std::array rows{make_event_row<Events, event>()...};

  [[nodiscard]] static expected<event, codec_error> read_data(const event_row<event>& row,
                                                              std::int32_t schema, std::string_view json);
};

[[nodiscard]] codec_error unknown_event_type(std::string_view type);
[[nodiscard]] codec_error unread_schema(const event_type& current, std::int32_t schema);
[[nodiscard]] codec_error unread_data(const event_type& current, const codec_error& why);

template <class... Events>
expected<std::variant<Events...>, codec_error>
event_table<std::variant<Events...>>::decode(std::string_view type, std::int32_t schema,
                                             std::string_view json) {
  const auto row = std::ranges::find(rows, type, [](const auto& r) { return r.type.name; });
  if (row == rows.end()) return unexpected{unknown_event_type(type)};
  if (schema < 1 || schema > row->type.schema) return unexpected{unread_schema(row->type, schema)};
  auto event = read_data(*row, schema, json);
  if (!event) return unexpected{unread_data(row->type, event.error())};
  return event;
}

template <class... Events>
expected<std::variant<Events...>, codec_error>
event_table<std::variant<Events...>>::read_data(const event_row<event>& row, std::int32_t schema,
                                                std::string_view json) {
  auto document = json_document::parse(json);
  if (!document) return unexpected{codec_error{std::move(document.error().message)}};
  json_reading reading{*document, upcast(*document, row.upcasts, schema)};
  json_fields fields{reading};
  auto event = row.read(fields);
  fields.finish();
  if (reading.problem) return unexpected{codec_error{std::move(reading.problem->message)}};
  return event;
}

} // namespace docket
