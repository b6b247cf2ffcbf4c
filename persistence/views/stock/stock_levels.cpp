#include "docket/persistence/views/stock/stock_levels.hpp"

#include "docket/persistence/views/history/answer_json.hpp"
#include "docket/persistence/views/history/page_cursor.hpp"

#include <fmt/format.h>

namespace docket {

namespace {

constexpr std::size_t limit_max = 1'000;

struct product_row {
  std::int64_t key = 0;
  std::string id;
};

cursor_owner owner_of(const stock_query& query) {
  query_hash hash;
  hash.add(query.product ? 1 : 0).add(query.product.value_or(""));
  hash.add(query.asked.as_of ? 1 : 0).add(query.asked.as_of.value_or(timestamp{}).microseconds);
  hash.add(query.asked.at ? 1 : 0).add(static_cast<std::int64_t>(value(query.asked.at.value_or(position{}))));
  return {"stock", hash.value()};
}

// The newest version of a product up to a position: where it stands, and when it happened.
struct version_place {
  std::int64_t position = 0, occurred_at = 0;
};

std::optional<version_place> version_before(view_reader& view, std::int64_t key, std::int64_t position) {
  auto& select = view.prepared("SELECT position, occurred_at FROM versions WHERE key = ?1 AND position <= ?2 "
                               "ORDER BY position DESC LIMIT 1");
  select.bind(1, key);
  select.bind(2, position);
  const sqlite::rows_of rows{select};
  if (!rows.next()) return std::nullopt;
  return version_place{select.integer(0), select.integer(1)};
}

// The last version within both bounds. Within a product time grows with position, so where time ends is found
// by halving, without an index of its own.
std::optional<std::int64_t> last_version(view_reader& view, std::int64_t key, const bounds& limits) {
  const auto newest = version_before(view, key, limits.position);
  if (!newest) return std::nullopt;
  if (newest->occurred_at <= limits.time) return newest->position;
  std::int64_t within = 0, beyond = newest->position; // A position that is in, one that is not.
  while (beyond - within > 1) {
    const auto middle = within + (beyond - within) / 2;
    const auto found = version_before(view, key, middle);
    if (found && found->occurred_at > limits.time)
      beyond = found->position;
    else
      within = middle;
  }
  const auto last = version_before(view, key, within);
  return last ? std::optional{last->position} : std::nullopt;
}

stock_level level_in(const sqlite::statement& row, std::string_view product) {
  return {std::string{product},
          row.integer(2),
          row.integer(3),
          row.integer(4),
          row.integer(5),
          row.integer(6),
          row.integer(7),
          row.integer(8),
          timestamp{row.integer(1)},
          position{static_cast<std::uint64_t>(row.integer(0))}};
}

std::optional<stock_level> level_at(view_reader& view, const product_row& product, const bounds& limits) {
  const auto last = last_version(view, product.key, limits);
  if (!last) return std::nullopt;
  auto& select = view.prepared("SELECT position, occurred_at, received, adjusted, available, reserved, "
                               "shipped, back_ordered, back_shipped FROM versions "
                               "WHERE key = ?1 AND position = ?2");
  select.bind(1, product.key);
  select.bind(2, *last);
  const sqlite::rows_of rows{select};
  if (!rows.next()) return std::nullopt;
  return level_in(select, product.id);
}

// Appends levels of products after the id, one more than the limit so that it shows whether these were all.
void append_now(view_reader& view, std::string_view after, std::size_t limit, std::vector<stock_level>& to) {
  auto& select =
      view.prepared("SELECT position, updated_at, received, adjusted, available, reserved, shipped, "
                    "back_ordered, back_shipped, id FROM products WHERE id > ?1 ORDER BY id LIMIT ?2");
  select.bind_text(1, after);
  select.bind(2, sqlite::sql_limit(limit + 1));
  const sqlite::rows_of rows{select};
  while (rows.next())
    to.push_back(level_in(select, select.text(9)));
}

void append_at(view_reader& view, std::string_view after, std::size_t limit, const bounds& limits,
               std::vector<stock_level>& to) {
  auto& select = view.prepared("SELECT key, id FROM products WHERE id > ?1 ORDER BY id");
  select.bind_text(1, after);
  const sqlite::rows_of rows{select};
  while (to.size() <= limit && rows.next()) {
    const product_row product{select.integer(0), std::string{select.text(1)}};
    if (auto level = level_at(view, product, limits)) to.push_back(std::move(*level));
  }
}

void append_one(view_reader& view, std::string_view id, const bounds& limits, std::vector<stock_level>& to) {
  std::optional<product_row> product;
  {
    auto& select = view.prepared("SELECT key FROM products WHERE id = ?1");
    select.bind_text(1, id);
    const sqlite::rows_of rows{select};
    if (rows.next()) product = product_row{select.integer(0), std::string{id}};
  }
  if (!product) return;
  if (auto level = level_at(view, *product, limits)) to.push_back(std::move(*level));
}

// Where the page begins and what it is asked about: pages after the first stay at the first one's position.
struct page_start {
  std::string after;
  moment asked;
  position pinned;
};

expected<page_start, query_refusal> start_of(const stock_query& query, position known) {
  if (query.cursor.empty()) return page_start{"", query.asked, known};
  const auto cursor = read_cursor(query.cursor, owner_of(query));
  if (!cursor) return unexpected{cursor.error()};
  page_start start{cursor->text, query.asked, cursor->pinned};
  if (!start.asked.at) start.asked.at = cursor->pinned;
  return start;
}

} // namespace

expected<stock_page, query_refusal> query_stock(view_reader& view, const stock_query& query) {
  if (query.limit < 1 || query.limit > limit_max)
    return unexpected{
        query_refusal{"page_size_out_of_range",
                      fmt::format("{} products are asked for; ask for 1 to 1,000.", query.limit)}};
  const view_snapshot snapshot{view};
  const auto known = view.position();
  const auto start = start_of(query, known);
  if (!start) return unexpected{start.error()};
  const auto limits = bounds_of(start->asked, known);
  if (!limits) return unexpected{limits.error()};
  stock_page page{{}, {}, start->pinned};
  if (query.product)
    append_one(view, *query.product, *limits, page.products);
  else if (limits->is_now())
    append_now(view, start->after, query.limit, page.products);
  else
    append_at(view, start->after, query.limit, *limits, page.products);
  if (page.products.size() > query.limit) {
    page.products.resize(query.limit);
    page.next = write_cursor({start->pinned, 0, 0, page.products.back().product}, owner_of(query));
  }
  return page;
}

namespace {

void write_fields(json_writer& to, const stock_level& level) {
  to.string("productId", level.product);
  to.integer("received", level.received);
  to.integer("adjusted", level.adjusted);
  to.integer("available", level.available);
  to.integer("reserved", level.reserved);
  to.integer("shipped", level.shipped);
  to.integer("backOrdered", level.back_ordered);
  to.integer("backShipped", level.back_shipped);
  to.time("updatedAt", level.updated_at);
  to.integer("position", value(level.position));
}

} // namespace

std::string to_json(const stock_page& page) {
  return page_json("products", page.products, page.next, page.position, write_fields);
}

} // namespace docket
