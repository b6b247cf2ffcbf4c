#include "docket/persistence/views/statistics/open_orders.hpp"

#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <cstddef>
#include <utility>

namespace docket::statistics {

namespace {

constexpr std::size_t kept_max = 20'000;

std::int64_t number(stream_key key) { return static_cast<std::int64_t>(key); }

} // namespace

void open_orders::create_tables(view_tables& tables) {
  tables.execute("CREATE TABLE open_orders (key INTEGER PRIMARY KEY, state TEXT)");
}

open_order& open_orders::find(view_tables& tables, const event_view& event) {
  const auto known = kept_.find(event.key);
  if (known != kept_.end()) return known->second;
  auto order = event.version == version{1} ? open_order{} : read(tables, event.key);
  return kept_.emplace(event.key, std::move(order)).first->second;
}

void open_orders::close(view_tables& tables, stream_key key) {
  const auto known = kept_.find(key);
  const bool was_stored = known == kept_.end() || known->second.stored;
  if (known != kept_.end()) kept_.erase(known);
  if (!was_stored) return;
  auto& remove = tables.prepared("DELETE FROM open_orders WHERE key = ?1");
  remove.bind(1, number(key));
  remove.run();
}

void open_orders::write_changed(view_tables& tables) {
  for (auto& [key, order] : kept_) {
    if (!order.changed) continue;
    const auto state = codec<docket::order>::encode_state(order.state);
    auto& row = tables.prepared("REPLACE INTO open_orders VALUES (?1, ?2)");
    row.bind(1, number(key));
    row.bind_text(2, state);
    row.run();
    order.changed = false;
    order.stored = true;
  }
  if (kept_.size() > kept_max) kept_.clear();
}

open_order open_orders::read(view_tables& tables, stream_key key) const {
  auto& select = tables.prepared("SELECT state FROM open_orders WHERE key = ?1");
  select.bind(1, number(key));
  const sqlite::rows_of rows{select};
  if (!rows.next()) return {};
  auto state = codec<docket::order>::decode_state(select.text(0));
  if (!state)
    throw store_error{store_errc::corrupt, "A statistics view is damaged: " + state.error().message};
  auto counted = shares_(*state);
  return {std::move(*state), std::move(counted), false, true};
}

} // namespace docket::statistics
