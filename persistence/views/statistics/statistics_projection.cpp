#include "docket/persistence/views/statistics/statistics_projection.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace docket {

using namespace statistics;

namespace {

// Changes that are kept in memory before they are written; so that a ranking is made of what was just
// written.
constexpr std::size_t pending_max = boundary_changes;
constexpr int boundaries_per_writing = 2; // More than come to be, so that dropped ones are made good for.
constexpr std::int32_t table_version = 2;

bool freezes_lines(std::string_view type) { return type == "OrderPlaced" || type == "OrderCancelled"; }

order_event decoded(const event_view& seen) {
  auto event = codec<order>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  if (auto* const created = std::get_if<order_created>(&*event)) created->personal.reset();
  return std::move(*event);
}

const share* find(const std::vector<share>& in, const share& wanted) {
  const auto found =
      std::ranges::find_if(in, [&](const share& s) { return s.kind == wanted.kind && s.key == wanted.key; });
  return found == in.end() ? nullptr : &*found;
}

} // namespace

statistics_projection::statistics_projection(const dimension& by) : by_(by), orders_(by.shares) {}

// Open orders stand in the tables as snapshots do.
std::int32_t statistics_projection::version() const noexcept {
  return table_version * 1'000 + codec<order>::snapshot_format;
}

// What changes lines, and what freezes them: from then on nothing of the order need be remembered.
const log_filter& statistics_projection::interest() const noexcept {
  static const log_filter filter{
      {"order"},
      {"OrderCreated", "ItemAdded", "ItemRemoved", "QuantityChanged", "OrderPlaced", "OrderCancelled"}};
  return filter;
}

void statistics_projection::create_tables(view_tables& tables) {
  members::create_tables(tables);
  open_orders::create_tables(tables);
  for (const auto a : {axis::position, axis::time})
    tables.execute(sql_of(a).create.c_str());
}

void statistics_projection::apply(const event_view& event, view_tables& tables) {
  if (freezes_lines(event.type)) return orders_.close(tables, event.key);
  const auto happened = decoded(event);
  auto& order = orders_.find(tables, event);
  order.state = evolve(std::move(order.state), happened, event.occurred_at);
  const auto* const content = content_of(order.state);
  if (!content) return;
  auto after = by_.shares(order.state);
  count(event, content->currency, order.counted, after, tables);
  order.counted = std::move(after);
  order.changed = true;
  if (pending_.size() >= pending_max) write_pending(tables);
}

void statistics_projection::flush(view_tables& tables) {
  write_pending(tables);
  members_.write_changed(tables);
  orders_.write_changed(tables);
  members_.trim();
}

void statistics_projection::forget() noexcept {
  orders_.forget();
  members_.forget();
  pending_.clear();
  for (auto& boundary : boundaries_)
    boundary.forget();
  latest_time_ = latest_time_before_ = before_all;
}

void statistics_projection::count(const event_view& event, const currency& in,
                                  const std::vector<share>& before, const std::vector<share>& after,
                                  view_tables& tables) {
  for (const auto& is : after) {
    const auto* const was = find(before, is);
    const auto added = was ? is.counted - was->counted : is.counted;
    if (!added.nothing()) add(event, in, is, added, tables);
  }
  for (const auto& was : before)
    if (!find(after, was)) add(event, in, was, figures{} - was.counted, tables);
}

void statistics_projection::add(const event_view& event, const currency& in, const share& of,
                                const figures& added, view_tables& tables) {
  auto& m = members_.find(tables, of.kind, in, of.key);
  const std::array<std::int64_t, axes> at{static_cast<std::int64_t>(value(event.position)),
                                          event.occurred_at.microseconds};
  m.now += added;
  for (const auto a : {axis::position, axis::time})
    m.last_of(a) = std::max(m.last_of(a), at[static_cast<std::size_t>(a)]);
  members_.note_change(m);
  pending_.push_back({&m, at, added});
}

void statistics_projection::write_pending(view_tables& tables) {
  if (pending_.empty()) return;
  for (const auto& change : pending_)
    latest_time_ = std::max(latest_time_, change.at[static_cast<std::size_t>(axis::time)]);
  write_pending(axis::position, tables);
  write_pending(axis::time, tables);
  pending_.clear();
  set_boundaries(tables);
}

void statistics_projection::write_pending(axis a, view_tables& tables) {
  const auto place = [a](const pending_change& c) { return c.at[static_cast<std::size_t>(a)]; };
  std::ranges::sort(pending_, [&](const auto& x, const auto& y) {
    return std::pair{x.of->id, place(x)} < std::pair{y.of->id, place(y)};
  });
  history_writer history{tables, a};
  auto& boundary = boundaries_[static_cast<std::size_t>(a)];
  std::vector<change> changes;
  for (auto next = pending_.begin(); next != pending_.end();) {
    auto& m = *next->of;
    changes.clear();
    for (; next != pending_.end() && next->of == &m; ++next) {
      if (!changes.empty() && changes.back().at == place(*next))
        changes.back().added += next->added;
      else
        changes.push_back({place(*next), next->added});
    }
    for (const auto& c : changes)
      boundary.note(tables, m.id, c.at);
    m.newest_of(a) = history.add(m.id, m.newest_of(a), changes);
  }
}

// Along time a boundary is set a while behind, so that those who report a little late are in time.
void statistics_projection::set_boundaries(view_tables& tables) {
  constexpr auto no_end = std::numeric_limits<std::int64_t>::max();
  for (const auto a : {axis::position, axis::time}) {
    const auto safe = a == axis::time ? latest_time_before_ : no_end;
    auto& boundary = boundaries_[static_cast<std::size_t>(a)];
    for (int i = 0; i < boundaries_per_writing && boundary.advance(tables, members_, safe);)
      ++i;
  }
  latest_time_before_ = latest_time_;
}

std::unique_ptr<projection> make_customer_statistics() {
  return std::make_unique<statistics_projection>(by_customer);
}
std::unique_ptr<projection> make_product_statistics() {
  return std::make_unique<statistics_projection>(by_product);
}
std::unique_ptr<projection> make_calendar() { return std::make_unique<statistics_projection>(by_calendar); }

} // namespace docket
