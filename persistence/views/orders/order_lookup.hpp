#pragma once

#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/orders/kept_order.hpp"
#include "docket/persistence/views/orders/order_query.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <string_view>

namespace docket {

// Orders by their keys, as they were at one moment. The row of an order says how it is now; where that is not
// yet so at the moment, its versions are followed back, each naming the one before it.
class order_lookup {
public:
  order_lookup(view_reader& view, const bounds& at);
  ~order_lookup() {
    figures_row_.reset();
    texts_row_.reset();
  }
  order_lookup(const order_lookup&) = delete;
  order_lookup& operator=(const order_lookup&) = delete;

  // False when there was no such order at the moment. What follows is of the order found last.
  [[nodiscard]] bool find(std::int64_t key);

  [[nodiscard]] std::int64_t key() const noexcept { return key_; }
  [[nodiscard]] const order_figures& figures() const noexcept { return figures_; }
  [[nodiscard]] const span_end& created() const noexcept { return created_; }
  [[nodiscard]] const span_end& updated() const noexcept { return updated_; } // By the moment's last event.
  [[nodiscard]] std::int64_t total_now() const noexcept; // After all that the view knows.
  [[nodiscard]] std::int64_t currency() const noexcept;
  [[nodiscard]] std::string_view id() const;
  [[nodiscard]] std::string_view customer() const;
  [[nodiscard]] std::string_view customer_name() const;
  [[nodiscard]] std::string_view tracking() const;    // Empty before it was shipped.
  [[nodiscard]] std::vector<kept_line> lines() const; // All that there ever were.
  [[nodiscard]] const bounds& at() const noexcept { return at_; }

  [[nodiscard]] listed_order listed() const;

private:
  void follow_back(std::int64_t position);
  // The row of the order's texts, which few orders that are looked at are asked for.
  [[nodiscard]] const sqlite::statement& texts() const;

  bounds at_;
  sqlite::statement& figures_row_;
  sqlite::statement& texts_row_;
  sqlite::statement& version_row_;
  static constexpr std::int64_t no_key = -1;
  std::int64_t key_ = no_key;
  mutable std::int64_t texts_of_ = no_key; // Whose texts were read last.
  order_figures figures_;
  span_end created_, updated_;
};

} // namespace docket
