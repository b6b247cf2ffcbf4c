#include "docket/app/demo/chronicle.hpp"

#include "docket/app/demo/event_sentence.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

namespace docket::app {
namespace {

constexpr std::size_t sentence_columns_max = 140;

template <class Wanted>
void add_stream(chronicle& to, log_reader& log, std::string_view type, std::string_view id, Wanted wanted) {
  const auto stream = log.find_stream(type, id);
  if (!stream) return;
  const auto take = [&](const event_view& seen) {
    if (wanted(seen)) to.events.emplace_back(seen);
    return true;
  };
  log.read_stream(*stream, version{1}, direction::forward, std::numeric_limits<std::size_t>::max(), take);
}

bool every_event(const event_view&) { return true; }

// What went well stands in the other streams already.
bool says_more_than_others(const event_view& seen) { return seen.type != "StepSucceeded"; }

const order_id* order_of(const stock_event& event) {
  return std::visit(overloaded{
                        [](const stock_received&) -> const order_id* { return nullptr; },
                        [](const stock_adjusted&) -> const order_id* { return nullptr; },
                        [](const auto& e) { return &e.order; },
                    },
                    event);
}

bool is_for(const event_view& seen, const order_id& order) {
  const auto event = codec<stock>::decode(seen.type, seen.schema, seen.data);
  const auto* const named = event ? order_of(*event) : nullptr;
  return named && *named == order;
}

} // namespace

chronicle read_chronicle(log_reader& log, const order_id& order, const order_state& state) {
  chronicle result{order, {}};
  for (const auto* type : {"order", "payment", "shipment"})
    add_stream(result, log, type, order.view(), every_event);
  add_stream(result, log, "fulfilment", order.view(), says_more_than_others);
  if (const auto* const content = content_of(state))
    for (const auto& line : content->lines)
      add_stream(result, log, "stock", line.product.view(),
                 [&order](const event_view& seen) { return is_for(seen, order); });
  std::ranges::sort(result.events, {}, &recorded_event::position);
  return result;
}

std::string chronicle_text(const chronicle& told) {
  if (told.events.empty()) return {};
  const auto begun = told.events.front().occurred_at.microseconds;
  table rows{{side::right, side::left, side::left}};
  for (const auto& event : told.events)
    rows.add({milliseconds_text(event.occurred_at.microseconds - begun), event.stream_type,
              clipped(event_sentence(event.view()), sentence_columns_max)});
  return rows.text();
}

} // namespace docket::app
