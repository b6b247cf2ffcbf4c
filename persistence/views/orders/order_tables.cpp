#include "docket/persistence/views/orders/order_tables.hpp"

#include "docket/persistence/codec/siphash.hpp"
#include "docket/persistence/views/history/packed_rows.hpp"
#include "docket/persistence/views/history/partitions.hpp"
#include "docket/persistence/views/orders/search_words.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace docket {

void create_order_tables(view_tables& tables) {
  tables.execute(
      "CREATE TABLE orders(key INTEGER PRIMARY KEY, status INTEGER NOT NULL, total INTEGER NOT NULL, "
      "paid INTEGER NOT NULL, items INTEGER NOT NULL, updated_at INTEGER NOT NULL, position INTEGER NOT "
      "NULL, "
      "previous INTEGER NOT NULL, created_at INTEGER NOT NULL, created_position INTEGER NOT NULL, "
      "currency INTEGER NOT NULL, since_time INTEGER NOT NULL, since_position INTEGER NOT NULL, "
      "total_time INTEGER NOT NULL, total_position INTEGER NOT NULL);"

      "CREATE TABLE order_texts(key INTEGER PRIMARY KEY, id TEXT NOT NULL, customer TEXT NOT NULL, "
      "customer_name TEXT NOT NULL, shipping_fee INTEGER NOT NULL, tracking TEXT NOT NULL, lines BLOB NOT "
      "NULL);"

      "CREATE TABLE versions(position INTEGER PRIMARY KEY, key INTEGER NOT NULL, occurred_at INTEGER NOT "
      "NULL, "
      "previous INTEGER NOT NULL, status INTEGER NOT NULL, total INTEGER NOT NULL, paid INTEGER NOT NULL, "
      "items INTEGER NOT NULL);"

      "CREATE TABLE updates(part INTEGER NOT NULL, occurred_at INTEGER NOT NULL, position INTEGER NOT NULL, "
      "key INTEGER NOT NULL, PRIMARY KEY(part, occurred_at, position)) WITHOUT ROWID;"

      "CREATE TABLE created_orders(part INTEGER NOT NULL, created_at INTEGER NOT NULL, key INTEGER NOT NULL, "
      "position INTEGER NOT NULL, PRIMARY KEY(part, created_at, key)) WITHOUT ROWID;"

      "CREATE TABLE customer_orders(part INTEGER NOT NULL, customer INTEGER NOT NULL, "
      "created_at INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY(part, customer, created_at, key)) "
      "WITHOUT ROWID;"

      "CREATE TABLE product_orders(part INTEGER NOT NULL, product INTEGER NOT NULL, "
      "created_at INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY(part, product, created_at, key)) "
      "WITHOUT ROWID;"

      "CREATE TABLE order_totals(part INTEGER NOT NULL, currency INTEGER NOT NULL, total INTEGER NOT NULL, "
      "key INTEGER NOT NULL, PRIMARY KEY(part, currency, total, key)) WITHOUT ROWID;"

      "CREATE TABLE order_words(part INTEGER NOT NULL, word TEXT NOT NULL, key INTEGER NOT NULL, "
      "PRIMARY KEY(part, word, key)) WITHOUT ROWID;"

      "CREATE TABLE currencies(currency INTEGER PRIMARY KEY, position INTEGER NOT NULL)");
}

std::int64_t currency_number(const currency& c) noexcept {
  std::int64_t number = 0;
  for (const char letter : c.code())
    number = number << 8 | static_cast<unsigned char>(letter);
  return number;
}

currency numbered_currency(std::int64_t number) {
  const std::array letters{static_cast<char>(number >> 16 & 0xff), static_cast<char>(number >> 8 & 0xff),
                           static_cast<char>(number & 0xff)};
  return currency::parse({letters.data(), letters.size()}).value_or(currency{});
}

std::int64_t customer_hash(std::string_view customer) noexcept {
  return std::bit_cast<std::int64_t>(siphash_2_4(customer));
}

namespace {

// `since` columns say how long before the last event, or after the creation: mostly zero, which takes no
// room.
bool read_figures(kept_order& order, view_tables& tables) {
  auto& query = tables.prepared(
      "SELECT status, total, paid, items, updated_at, position, previous, created_at, created_position, "
      "currency, since_time, since_position, total_time, total_position FROM orders WHERE key = ?");
  query.bind(1, order.key);
  const sqlite::rows_of rows{query};
  if (!rows.next()) return false;
  order.figures = {static_cast<order_status>(query.integer(0)), query.integer(1), query.integer(2),
                   query.integer(3)};
  order.updated = {query.integer(4), query.integer(5)};
  order.previous = query.integer(6);
  order.created = {query.integer(7), query.integer(8)};
  order.currency = numbered_currency(query.integer(9));
  order.status_since = {order.updated.time - query.integer(10), order.updated.position - query.integer(11)};
  order.total_since = {order.created.time + query.integer(12), order.created.position + query.integer(13)};
  return true;
}

void read_texts(kept_order& order, view_tables& tables) {
  auto& query = tables.prepared("SELECT id, customer, customer_name, shipping_fee, tracking, lines "
                                "FROM order_texts WHERE key = ?");
  query.bind(1, order.key);
  const sqlite::rows_of rows{query};
  if (!rows.next()) return;
  order.id = query.text(0);
  order.customer = query.text(1);
  order.customer_name = query.text(2);
  order.shipping_fee = query.integer(3);
  order.tracking = query.text(4);
  order.lines = unpack_lines(query.text(5), order.created);
}

constexpr std::string_view update_figures =
    "UPDATE orders SET status = ?2, total = ?3, paid = ?4, items = ?5, updated_at = ?6, position = ?7, "
    "previous = ?8, since_time = ?9, since_position = ?10, total_time = ?11, total_position = ?12 "
    "WHERE key = ?1";

constexpr std::string_view insert_figures =
    "INSERT INTO orders(key, status, total, paid, items, updated_at, position, previous, since_time, "
    "since_position, total_time, total_position, created_at, created_position, currency) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";

void write_figures(const kept_order& order, view_tables& tables) {
  auto& to = tables.prepared(order.is_stored ? update_figures : insert_figures);
  to.bind(1, order.key);
  to.bind(2, static_cast<std::int64_t>(order.figures.status));
  to.bind(3, order.figures.total);
  to.bind(4, order.figures.paid);
  to.bind(5, order.figures.items);
  to.bind(6, order.updated.time);
  to.bind(7, order.updated.position);
  to.bind(8, order.previous);
  to.bind(9, order.updated.time - order.status_since.time);
  to.bind(10, order.updated.position - order.status_since.position);
  to.bind(11, order.total_since.time - order.created.time);
  to.bind(12, order.total_since.position - order.created.position);
  if (!order.is_stored) {
    to.bind(13, order.created.time);
    to.bind(14, order.created.position);
    to.bind(15, currency_number(order.currency));
  }
  to.run();
}

void write_texts(const kept_order& order, view_tables& tables) {
  const auto lines = pack_lines(order.lines, order.created);
  auto& insert = tables.prepared("INSERT OR REPLACE INTO order_texts(key, id, customer, customer_name, "
                                 "shipping_fee, tracking, lines) VALUES(?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, order.key);
  insert.bind_text(2, order.id.view());
  insert.bind_text(3, order.customer.view());
  insert.bind_text(4, order.customer_name.view());
  insert.bind(5, order.shipping_fee);
  insert.bind_text(6, order.tracking.view());
  bind_packed(insert, 7, lines);
  insert.run();
}

} // namespace

std::optional<kept_order> read_order(std::int64_t key, view_tables& tables) {
  kept_order order;
  order.key = key;
  if (!read_figures(order, tables)) return std::nullopt;
  read_texts(order, tables);
  order.is_stored = true;
  order.stored_total = order.figures.total;
  return order;
}

void write_order(kept_order& order, view_tables& tables) {
  write_figures(order, tables);
  if (!order.is_stored || order.has_new_texts) write_texts(order, tables);
  order.is_stored = true;
  order.is_changed = order.has_new_texts = false;
  order.stored_total = order.figures.total;
}

void order_rows::add_version(const kept_order& order) {
  versions_.push_back({order.updated.position, order.key, order.updated.time, order.previous, order.figures});
  updates_.push_back(
      {partition_of(order.updated.position), order.updated.time, order.updated.position, order.key});
}

void order_rows::add_created(const kept_order& order) {
  const auto part = partition_of(order.created.position);
  created_.push_back({part, order.created.position, order.created.time, order.key});
  by_customer_.push_back({part, customer_hash(order.customer.view()), order.created.time, order.key});
  const auto currency = currency_number(order.currency);
  if (std::ranges::none_of(currencies_, [&](const index_row& row) { return row.owner == currency; }))
    currencies_.push_back({0, currency, order.created.position, 0});
}

void order_rows::move_total(const kept_order& order) {
  const auto part = partition_of(order.created.position);
  const auto currency = currency_number(order.currency);
  if (order.is_stored) old_totals_.push_back({part, currency, order.stored_total, order.key});
  totals_.push_back({part, currency, order.figures.total, order.key});
}

void order_rows::add_product(const kept_order& order, std::int64_t product) {
  by_product_.push_back({partition_of(order.updated.position), product, order.created.time, order.key});
}

void order_rows::add_words(const kept_order& order, std::string_view text) {
  const auto words = folded(text);
  each_indexed(words, [&](std::string_view word) {
    words_.push_back({partition_of(order.updated.position), std::string{word}, order.key});
  });
}

namespace {

// Rows of four numbers in their order, each once.
template <class Rows>
void write_sorted(Rows& rows, view_tables& tables, std::string_view sql) {
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  auto& insert = tables.prepared(sql);
  for (const auto& row : rows) {
    insert.bind(1, row.partition);
    insert.bind(2, row.owner);
    insert.bind(3, row.value);
    insert.bind(4, row.key);
    insert.run();
  }
  rows.clear();
}

} // namespace

void order_rows::write_versions(view_tables& tables) {
  std::ranges::sort(versions_, {}, &version_row::position);
  auto& insert = tables.prepared("INSERT INTO versions(position, key, occurred_at, previous, status, total, "
                                 "paid, items) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& row : versions_) {
    insert.bind(1, row.position);
    insert.bind(2, row.key);
    insert.bind(3, row.occurred_at);
    insert.bind(4, row.previous);
    insert.bind(5, static_cast<std::int64_t>(row.figures.status));
    insert.bind(6, row.figures.total);
    insert.bind(7, row.figures.paid);
    insert.bind(8, row.figures.items);
    insert.run();
  }
  versions_.clear();
}

void order_rows::write_words(view_tables& tables) {
  std::ranges::sort(words_);
  auto& insert = tables.prepared("INSERT OR IGNORE INTO order_words(part, word, key) VALUES(?, ?, ?)");
  for (const auto& row : words_) {
    insert.bind(1, row.partition);
    insert.bind_text(2, row.word);
    insert.bind(3, row.key);
    insert.run();
  }
  words_.clear();
}

void order_rows::flush(view_tables& tables) {
  write_versions(tables);
  write_sorted(updates_, tables, "INSERT INTO updates(part, occurred_at, position, key) VALUES(?, ?, ?, ?)");
  write_sorted(created_, tables,
               "INSERT INTO created_orders(part, position, created_at, key) VALUES(?, ?, ?, ?)");
  write_sorted(by_customer_, tables,
               "INSERT INTO customer_orders(part, customer, created_at, key) VALUES(?, ?, ?, ?)");
  write_sorted(old_totals_, tables,
               "DELETE FROM order_totals WHERE part = ? AND currency = ? AND total = ? AND key = ?");
  write_sorted(totals_, tables, "INSERT INTO order_totals(part, currency, total, key) VALUES(?, ?, ?, ?)");
  write_sorted(by_product_, tables,
               "INSERT OR IGNORE INTO product_orders(part, product, created_at, key) VALUES(?, ?, ?, ?)");
  write_sorted(currencies_, tables,
               "INSERT INTO currencies(currency, position) SELECT ?2, ?3 WHERE ?1 = 0 AND ?4 = 0 "
               "ON CONFLICT(currency) DO UPDATE SET position = min(position, excluded.position)");
  write_words(tables);
}

void order_rows::clear() noexcept {
  versions_.clear();
  for (auto* const rows :
       {&updates_, &created_, &by_customer_, &totals_, &old_totals_, &by_product_, &currencies_})
    rows->clear();
  words_.clear();
}

} // namespace docket
