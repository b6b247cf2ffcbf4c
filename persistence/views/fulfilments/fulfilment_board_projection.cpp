#include "docket/persistence/views/fulfilments/fulfilment_board_projection.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <cstddef>

namespace docket {

namespace {

constexpr std::size_t cards_max = 100'000; // In memory.

std::int64_t number(stream_key key) { return static_cast<std::int64_t>(key); }
std::int64_t number(position p) { return static_cast<std::int64_t>(value(p)); }

fulfilment_event decoded(const event_view& seen) {
  auto event = codec<fulfilment>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  return std::move(*event);
}

} // namespace

const log_filter& fulfilment_board_projection::interest() const noexcept {
  static const log_filter filter{{"fulfilment"}, {}};
  return filter;
}

void fulfilment_board_projection::create_tables(view_tables& tables) {
  tables.execute(R"(
CREATE TABLE cards (key INTEGER PRIMARY KEY, phase INTEGER, since_time INTEGER, since_position INTEGER,
  parked_on INTEGER, undoing INTEGER, abandoned INTEGER);
CREATE INDEX cards_by_phase ON cards (phase, since_time, key);
CREATE TABLE phases (key INTEGER, position INTEGER, occurred_at INTEGER, phase INTEGER,
  PRIMARY KEY (key, position)) WITHOUT ROWID;
CREATE INDEX phases_by_time ON phases (phase, occurred_at, key);
CREATE INDEX phases_by_position ON phases (phase, position, key);
)");
  status_history::create_tables(tables);
}

void fulfilment_board_projection::apply(const event_view& event, view_tables& tables) {
  auto& c = find(number(event.key), tables);
  if (!board::may_change(c.is, event.type)) return;
  const auto after = evolve(board::state_of(c.is), decoded(event), event.occurred_at);
  const auto to = board::outline_of(after);
  if (to == c.is) return;
  c.changed = true;
  if (to.phase != c.is.phase) move(c, to, event, tables);
  c.is = to;
}

void fulfilment_board_projection::move(card& c, const board::outline& to, const event_view& event,
                                       view_tables& tables) {
  const status_change change{number(event.position), event.occurred_at.microseconds, number(event.key),
                             c.is.phase, to.phase};
  auto& row = tables.prepared("INSERT INTO phases VALUES (?1, ?2, ?3, ?4)");
  row.bind(1, change.key);
  row.bind(2, change.position);
  row.bind(3, change.occurred_at);
  row.bind(4, to.phase);
  row.run();
  history_.note(change, c.since, tables);
  c.since = {change.occurred_at, change.position};
}

void fulfilment_board_projection::flush(view_tables& tables) {
  for (auto& [key, c] : cards_) {
    if (c.changed) write(key, c, tables);
    c.changed = false;
  }
  if (cards_.size() > cards_max) cards_.clear();
  history_.flush(tables);
}

void fulfilment_board_projection::forget() noexcept {
  cards_.clear();
  history_.forget();
}

fulfilment_board_projection::card& fulfilment_board_projection::find(std::int64_t key, view_tables& tables) {
  const auto [place, is_new] = cards_.try_emplace(key);
  auto& c = place->second;
  if (!is_new) return c;
  auto& select = tables.prepared("SELECT phase, since_time, since_position, parked_on, undoing, abandoned "
                                 "FROM cards WHERE key = ?1");
  select.bind(1, key);
  const sqlite::rows_of rows{select};
  if (!rows.next()) return c;
  c.is = {static_cast<status_id>(select.integer(0)), static_cast<std::int32_t>(select.integer(3)),
          select.integer(4) != 0, select.integer(5) != 0};
  c.since = {select.integer(1), select.integer(2)};
  return c;
}

void fulfilment_board_projection::write(std::int64_t key, const card& c, view_tables& tables) {
  auto& row = tables.prepared("REPLACE INTO cards VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  row.bind(1, key);
  row.bind(2, c.is.phase);
  row.bind(3, c.since.time);
  row.bind(4, c.since.position);
  row.bind(5, c.is.parked_on);
  row.bind(6, c.is.undoing ? 1 : 0);
  row.bind(7, c.is.abandoned ? 1 : 0);
  row.run();
}

std::unique_ptr<projection> make_fulfilment_board() {
  return std::make_unique<fulfilment_board_projection>();
}

} // namespace docket
