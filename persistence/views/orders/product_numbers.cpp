#include "docket/persistence/views/orders/product_numbers.hpp"

#include "docket/persistence/views/orders/search_words.hpp"

#include <cstddef>

namespace docket {
namespace {

constexpr std::size_t kept_max = 1u << 16;

// The number that `query` answers, or 0.
std::int64_t number_in(sqlite::statement& query) {
  const sqlite::rows_of rows{query};
  return rows.next() ? query.integer(0) : 0;
}

void index_words(std::int64_t product, std::string_view text, view_tables& tables) {
  const auto words = folded(text);
  each_indexed(words, [&](std::string_view word) {
    auto& insert = tables.prepared("INSERT OR IGNORE INTO product_words(word, product) VALUES(?, ?)");
    insert.bind_text(1, word);
    insert.bind(2, product);
    insert.run();
  });
}

} // namespace

void product_numbers::create_tables(view_tables& tables) {
  tables.execute("CREATE TABLE products(product INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);"
                 "CREATE TABLE product_names(name INTEGER PRIMARY KEY, product INTEGER NOT NULL, "
                 "text TEXT NOT NULL, UNIQUE(product, text));"
                 "CREATE TABLE product_words(word TEXT NOT NULL, product INTEGER NOT NULL, "
                 "PRIMARY KEY(word, product)) WITHOUT ROWID");
}

numbered_product product_numbers::number(std::string_view product, std::string_view name,
                                         view_tables& tables) {
  key_.assign(product).append(1, '\0').append(name);
  if (const auto found = named_.find(key_); found != named_.end()) return found->second;
  if (named_.size() >= kept_max) named_.clear();
  const auto number = number_product(product, tables);
  const numbered_product result{number, number_name(number, name, tables)};
  named_.emplace(key_, result);
  return result;
}

std::int64_t product_numbers::find(std::string_view product, view_tables& tables) {
  std::string id{product};
  if (const auto found = products_.find(id); found != products_.end()) return found->second;
  auto& query = tables.prepared("SELECT product FROM products WHERE id = ?");
  query.bind_text(1, product);
  const auto number = number_in(query);
  if (number == 0) return 0;
  if (products_.size() >= kept_max) products_.clear();
  products_.emplace(std::move(id), number);
  return number;
}

std::int64_t product_numbers::number_product(std::string_view product, view_tables& tables) {
  if (const auto known = find(product, tables); known != 0) return known;
  auto& insert = tables.prepared("INSERT INTO products(id) VALUES(?)");
  insert.bind_text(1, product);
  insert.run();
  const auto number = tables.last_rowid();
  products_.emplace(std::string{product}, number);
  index_words(number, product, tables);
  return number;
}

std::int64_t product_numbers::number_name(std::int64_t product, std::string_view name, view_tables& tables) {
  auto& query = tables.prepared("SELECT name FROM product_names WHERE product = ? AND text = ?");
  query.bind(1, product);
  query.bind_text(2, name);
  if (const auto known = number_in(query); known != 0) return known;
  auto& insert = tables.prepared("INSERT INTO product_names(product, text) VALUES(?, ?)");
  insert.bind(1, product);
  insert.bind_text(2, name);
  insert.run();
  const auto number = tables.last_rowid();
  index_words(product, name, tables);
  return number;
}

void product_numbers::forget() noexcept {
  products_.clear();
  named_.clear();
}

} // namespace docket
