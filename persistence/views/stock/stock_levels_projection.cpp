#include "docket/persistence/views/stock/stock_levels_projection.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <cstddef>
#include <optional>
#include <utility>

namespace docket {

namespace {

constexpr std::size_t products_max = 100'000; // In memory.

std::int64_t number(stream_key key) { return static_cast<std::int64_t>(key); }

void bind_counts(sqlite::statement& to, int parameter, const known_stock& s) {
  for (const auto count :
       {s.received, s.adjusted, s.available, s.reserved, s.shipped, s.back_ordered, s.back_shipped})
    to.bind(parameter++, count);
}

// Whose reservation the event begins or ends; null for events that are about no order.
const order_id* order_in(const stock_event& event) {
  return std::visit(overloaded{
                        [](const stock_received&) -> const order_id* { return nullptr; },
                        [](const stock_adjusted&) -> const order_id* { return nullptr; },
                        [](const auto& e) -> const order_id* { return &e.order; },
                    },
                    event);
}

std::optional<stock_reservation> read_reservation(view_tables& tables, std::int64_t key,
                                                  const order_id& order) {
  auto& select =
      tables.prepared("SELECT pieces, back_ordered FROM reservations WHERE key = ?1 AND order_id = ?2");
  select.bind(1, key);
  select.bind_text(2, order.view());
  const sqlite::rows_of rows{select};
  if (!rows.next()) return std::nullopt;
  return stock_reservation{quantity{select.integer(0)}, select.integer(1) != 0};
}

void write_reservation(view_tables& tables, std::int64_t key, const order_id& order,
                       const stock_reservation& r) {
  auto& row = tables.prepared("INSERT INTO reservations VALUES (?1, ?2, ?3, ?4)");
  row.bind(1, key);
  row.bind_text(2, order.view());
  row.bind(3, r.pieces.pieces());
  row.bind(4, r.back_ordered ? 1 : 0);
  row.run();
}

void remove_reservation(view_tables& tables, std::int64_t key, const order_id& order) {
  auto& row = tables.prepared("DELETE FROM reservations WHERE key = ?1 AND order_id = ?2");
  row.bind(1, key);
  row.bind_text(2, order.view());
  row.run();
}

// The domain's own rule, with the one reservation in the state that the event can be about: the others, of
// which a best-seller has very many, stay in their table.
void evolve_in(view_tables& tables, std::int64_t key, stock_state& state, const stock_event& event,
               timestamp at) {
  const auto* const order = order_in(event);
  const auto before = order ? read_reservation(tables, key, *order) : std::nullopt;
  if (auto* const stock = std::get_if<known_stock>(&state); stock && before)
    stock->reservations.emplace(*order, *before);
  state = evolve(std::move(state), event, at);
  auto* const stock = std::get_if<known_stock>(&state);
  if (!stock) return;
  const auto after = stock->reservations.begin();
  if (!before && after != stock->reservations.end()) write_reservation(tables, key, *order, after->second);
  if (before && after == stock->reservations.end()) remove_reservation(tables, key, *order);
  stock->reservations.clear();
}

void write_version(view_tables& tables, const event_view& event, const known_stock& stock) {
  auto& row = tables.prepared("INSERT INTO versions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
  row.bind(1, number(event.key));
  row.bind(2, static_cast<std::int64_t>(value(event.position)));
  row.bind(3, event.occurred_at.microseconds);
  bind_counts(row, 4, stock);
  row.run();
}

} // namespace

const log_filter& stock_levels_projection::interest() const noexcept {
  static const log_filter filter{{"stock"}, {}};
  return filter;
}

void stock_levels_projection::create_tables(view_tables& tables) {
  tables.execute(R"(
CREATE TABLE products (key INTEGER PRIMARY KEY, id TEXT UNIQUE, position INTEGER, updated_at INTEGER,
  received INTEGER, adjusted INTEGER, available INTEGER, reserved INTEGER, shipped INTEGER,
  back_ordered INTEGER, back_shipped INTEGER);
CREATE TABLE versions (key INTEGER, position INTEGER, occurred_at INTEGER, received INTEGER,
  adjusted INTEGER, available INTEGER, reserved INTEGER, shipped INTEGER, back_ordered INTEGER,
  back_shipped INTEGER, PRIMARY KEY (key, position)) WITHOUT ROWID;
CREATE TABLE reservations (key INTEGER, order_id TEXT, pieces INTEGER, back_ordered INTEGER,
  PRIMARY KEY (key, order_id)) WITHOUT ROWID;
)");
}

void stock_levels_projection::apply(const event_view& event, view_tables& tables) {
  const auto happened = codec<stock>::decode(event.type, event.schema, event.data);
  if (!happened) throw undecodable(event, happened.error());
  auto& p = find(event, tables);
  evolve_in(tables, number(event.key), p.state, *happened, event.occurred_at);
  p.position = static_cast<std::int64_t>(value(event.position));
  p.changed = true;
  if (const auto* const stock = std::get_if<known_stock>(&p.state)) write_version(tables, event, *stock);
}

void stock_levels_projection::flush(view_tables& tables) {
  for (auto& [key, p] : products_) {
    if (p.changed) write(key, p, tables);
    p.changed = false;
  }
  if (products_.size() > products_max) products_.clear();
}

stock_levels_projection::product& stock_levels_projection::find(const event_view& event,
                                                                view_tables& tables) {
  const auto [place, is_new] = products_.try_emplace(number(event.key));
  auto& p = place->second;
  if (!is_new) return p;
  p.id = event.stream_id;
  auto& select = tables.prepared("SELECT updated_at, received, adjusted, available, reserved, shipped, "
                                 "back_ordered, back_shipped FROM products WHERE key = ?1");
  select.bind(1, number(event.key));
  const sqlite::rows_of rows{select};
  if (!rows.next()) return p;
  known_stock stock{select.integer(1),
                    select.integer(2),
                    select.integer(3),
                    select.integer(4),
                    select.integer(5),
                    select.integer(6),
                    select.integer(7),
                    {},
                    {},
                    {}};
  stock.updated_at = timestamp{select.integer(0)};
  p.state = std::move(stock);
  return p;
}

void stock_levels_projection::write(std::int64_t key, const product& p, view_tables& tables) {
  const auto* const stock = std::get_if<known_stock>(&p.state);
  if (!stock) return;
  auto& row = tables.prepared("REPLACE INTO products VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
  row.bind(1, key);
  row.bind_text(2, p.id);
  row.bind(3, p.position);
  row.bind(4, stock->updated_at.microseconds);
  bind_counts(row, 5, *stock);
  row.run();
}

std::unique_ptr<projection> make_stock_levels() { return std::make_unique<stock_levels_projection>(); }

} // namespace docket
