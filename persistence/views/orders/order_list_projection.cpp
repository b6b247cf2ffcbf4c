#include "docket/persistence/views/orders/order_list_projection.hpp"

#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace docket {
namespace {

constexpr std::size_t kept_max = 1u << 15; // In each of the two maps.

status_id id_of(order_status status) noexcept { return static_cast<status_id>(status); }

span_end place_of(const event_view& seen) noexcept {
  return {seen.occurred_at.microseconds, static_cast<std::int64_t>(value(seen.position))};
}

order_event decoded(const event_view& seen) {
  auto event = codec<order>::decode(seen.type, seen.schema, seen.data);
  if (event) return std::move(*event);
  throw store_error(store_errc::corrupt,
                    fmt::format("the event at position {}: {}", value(seen.position), event.error().message));
}

} // namespace

void order_list_projection::create_tables(view_tables& tables) {
  create_order_tables(tables);
  product_numbers::create_tables(tables);
  status_history::create_tables(tables);
  newest_times::create_tables(tables);
}

void order_list_projection::apply(const event_view& seen, view_tables& tables) {
  const auto event = decoded(seen);
  auto* const order = find(static_cast<std::int64_t>(seen.key), tables);
  if (order)
    change(*order, seen, event, tables);
  else if (const auto* const created = std::get_if<order_created>(&event))
    create(seen, *created, tables);
  else
    return;
  times_.note(static_cast<std::int64_t>(value(seen.position)), seen.occurred_at.microseconds, tables);
}

void order_list_projection::create(const event_view& seen, const order_created& event, view_tables& tables) {
  const auto at = place_of(seen);
  auto& order = recent_[static_cast<std::int64_t>(seen.key)];
  order.key = static_cast<std::int64_t>(seen.key);
  order.id = seen.stream_id;
  order.customer = event.customer.view();
  if (event.personal) order.customer_name = event.personal->name;
  order.currency = event.currency;
  order.shipping_fee = event.shipping_fee.minor_units;
  order.created = order.updated = order.status_since = order.total_since = at;
  order.figures.total = order.shipping_fee;
  note_changed(order);
  rows_.add_version(order);
  rows_.add_created(order);
  rows_.add_words(order, order.id.view());
  rows_.add_words(order, order.customer.view());
  rows_.add_words(order, order.customer_name.view());
  history_.note({at.position, at.time, order.key, no_status, id_of(order.figures.status)}, {}, tables);
}

void order_list_projection::change(kept_order& order, const event_view& seen, const order_event& event,
                                   view_tables& tables) {
  const auto at = place_of(seen);
  const auto about = product_of(event, tables);
  const auto before = order.figures;
  const auto since = order.status_since;
  const auto total_since = order.total_since;
  docket::apply(order, event, at, about);
  note_changed(order);
  rows_.add_version(order);
  index(order, before, event, about);
  if (order.figures.total != before.total)
    history_.note_closed(another_total, order.key, total_since, at, shortest_total);
  if (order.figures.status != before.status)
    history_.note({at.position, at.time, order.key, id_of(before.status), id_of(order.figures.status)}, since,
                  tables);
}

void order_list_projection::note_changed(kept_order& order) {
  if (!order.is_changed) changed_.push_back(&order);
  order.is_changed = true;
}

void order_list_projection::index(const kept_order& order, const order_figures& before,
                                  const order_event& event, const numbered_product& about) {
  const auto& now = order.figures;
  if (now.items > before.items) rows_.add_product(order, about.product);
  if (std::holds_alternative<order_shipped>(event) && now.status != before.status)
    rows_.add_words(order, order.tracking.view());
}

numbered_product order_list_projection::product_of(const order_event& event, view_tables& tables) {
  if (const auto* const added = std::get_if<item_added>(&event))
    return products_.number(added->product.view(), added->name.view(), tables);
  if (const auto* const removed = std::get_if<item_removed>(&event))
    return {products_.find(removed->product.view(), tables), 0};
  if (const auto* const changed = std::get_if<quantity_changed>(&event))
    return {products_.find(changed->product.view(), tables), 0};
  return {};
}

kept_order* order_list_projection::find(std::int64_t key, view_tables& tables) {
  if (const auto found = recent_.find(key); found != recent_.end()) return &found->second;
  if (auto moved = older_.extract(key)) return &recent_.insert(std::move(moved)).position->second;
  auto stored = read_order(key, tables);
  return stored ? &recent_.emplace(key, std::move(*stored)).first->second : nullptr;
}

void order_list_projection::flush(view_tables& tables) {
  std::ranges::sort(changed_, {}, &kept_order::key);
  for (auto* const order : changed_) {
    if (!order->is_stored || order->stored_total != order->figures.total) rows_.move_total(*order);
    write_order(*order, tables);
  }
  changed_.clear();
  rows_.flush(tables);
  history_.flush(tables);
  times_.flush(tables);
  if (recent_.size() > kept_max) older_ = std::exchange(recent_, {});
}

void order_list_projection::forget() noexcept {
  changed_.clear();
  recent_.clear();
  older_.clear();
  rows_.clear();
  products_.forget();
  history_.forget();
  times_.forget();
}

} // namespace docket
