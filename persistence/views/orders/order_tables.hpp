#pragma once

#include "docket/domain/money.hpp"
#include "docket/persistence/views/orders/kept_order.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

// The tables of the order list. What stands in them and why is told in README.md.
void create_order_tables(view_tables& tables);

// A currency as a number in tables: its three letters, the first one highest.
[[nodiscard]] std::int64_t currency_number(const currency& c) noexcept;
[[nodiscard]] currency numbered_currency(std::int64_t number);

// What stands for a customer in an index; whoever finds an order by it compares the id itself.
[[nodiscard]] std::int64_t customer_hash(std::string_view customer) noexcept;

[[nodiscard]] std::optional<kept_order> read_order(std::int64_t key, view_tables& tables);
// Marks it as stored.
void write_order(kept_order& order, view_tables& tables);

// Beside statuses: an order had another total than it has now.
inline constexpr status_id another_total = 14;
inline constexpr std::int64_t shortest_total = 256; // Kept by position from that many positions on.

// The rows of one batch that are only ever added, gathered and written in the order of their tables: then
// neighbours meet on the same page.
class order_rows {
public:
  void add_version(const kept_order& order);
  void add_created(const kept_order& order);
  // The order's total is what it is now, and no longer what its row has.
  void move_total(const kept_order& order);
  void add_product(const kept_order& order, std::int64_t product);
  // Each word of the text leads to the order.
  void add_words(const kept_order& order, std::string_view text);

  void flush(view_tables& tables);
  void clear() noexcept;

private:
  struct version_row {
    std::int64_t position = 0, key = 0, occurred_at = 0, previous = 0;
    order_figures figures;
  };
  struct index_row {
    std::int64_t partition = 0, owner = 0, value = 0, key = 0;
    friend auto operator<=>(const index_row&, const index_row&) = default;
  };
  struct word_row {
    std::int64_t partition = 0;
    std::string word;
    std::int64_t key = 0;
    friend auto operator<=>(const word_row&, const word_row&) = default;
  };

  void write_versions(view_tables& tables);
  void write_words(view_tables& tables);

  std::vector<version_row> versions_;
  std::vector<index_row> updates_, by_customer_, by_product_, totals_, old_totals_;
  std::vector<index_row> created_; // Owner: the position.
  std::vector<word_row> words_;
  std::vector<index_row> currencies_; // Few: most are dropped when gathered.
};

} // namespace docket
