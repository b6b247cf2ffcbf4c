#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/views/details/order_details.hpp"

#include <fmt/format.h>

namespace docket {

namespace {

template <class Element, class Write>
void write_all(json_writer& to, std::string_view name, const std::vector<Element>& elements, Write write) {
  to.key(name);
  to.begin_array();
  for (const auto& element : elements)
    write(element);
  to.end_array();
}

void write(json_writer& to, const timeline_entry& entry) {
  to.begin_object();
  to.integer("position", value(entry.position));
  to.time("occurredAt", entry.occurred_at);
  to.time("recordedAt", entry.recorded_at);
  to.string("about", entry.about);
  to.string("id", entry.id);
  to.string("type", entry.type);
  to.string("what", entry.what);
  to.end_object();
}

// "12.5": with as many decimals as it needs, at most six.
std::string seconds(std::int64_t microseconds) {
  auto text = fmt::format("{}.{:06}", microseconds / 1'000'000, microseconds % 1'000'000);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

void write(json_writer& to, const status_period& period) {
  to.begin_object();
  to.string("status", period.status);
  to.time("since", period.since);
  to.integer("position", value(period.position));
  if (period.until) {
    to.time("until", *period.until);
    to.raw("seconds", seconds(period.until->microseconds - period.since.microseconds));
  }
  to.end_object();
}

void write_place(json_writer& to, std::string_view name, const order_view& order) {
  to.key(name);
  to.begin_object();
  to.integer("version", std::uint64_t{value(order.version)});
  to.integer("position", value(order.position));
  to.end_object();
}

void write(json_writer& to, const field_difference& difference) {
  to.begin_object();
  to.string("field", difference.field);
  if (difference.before) to.string("before", *difference.before);
  if (difference.after) to.string("after", *difference.after);
  to.end_object();
}

} // namespace

std::string to_json(const order_details& details) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    to.raw("order", to_json(details.order));
    write_all(to, "payments", details.payments, [&](const auto& one) { to.raw(to_json(one)); });
    write_all(to, "shipments", details.shipments, [&](const auto& one) { to.raw(to_json(one)); });
    if (details.fulfilment) to.raw("fulfilment", to_json(*details.fulfilment));
    write_all(to, "timeline", details.timeline, [&](const auto& one) { write(to, one); });
    write_all(to, "statusHistory", details.status_history, [&](const auto& one) { write(to, one); });
    to.integer("position", value(details.position));
    to.end_object();
  }
  return json;
}

std::string to_json(const order_difference& difference) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    to.string("orderId", difference.before.id.view());
    write_place(to, "before", difference.before);
    write_place(to, "after", difference.after);
    write_all(to, "fields", difference.fields, [&](const auto& one) { write(to, one); });
    to.integer("position", value(difference.position));
    to.end_object();
  }
  return json;
}

} // namespace docket
