#pragma once

#include "docket/persistence/views/history/newest_times.hpp"
#include "docket/persistence/views/history/status_history.hpp"
#include "docket/persistence/views/orders/kept_order.hpp"
#include "docket/persistence/views/orders/order_tables.hpp"
#include "docket/persistence/views/orders/product_numbers.hpp"
#include "docket/persistence/views/projection.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace docket {

// Keeps the order list: what `docket list`, `search` and `counts` answer from, now and at any moment before.
// Orders that events change are kept in memory and written once a batch; those of earlier batches that were
// used lately stay there to be read.
class order_list_projection final : public projection {
public:
  [[nodiscard]] std::string_view name() const noexcept override { return "order_list"; }
  [[nodiscard]] std::int32_t version() const noexcept override { return 1; }
  [[nodiscard]] const log_filter& interest() const noexcept override { return interest_; }

  void create_tables(view_tables& tables) override;
  // Throws store_error (corrupt) for an event that cannot be understood.
  void apply(const event_view& event, view_tables& tables) override;
  void flush(view_tables& tables) override;
  void forget() noexcept override;

private:
  using order_map = std::unordered_map<std::int64_t, kept_order>;

  void create(const event_view& seen, const order_created& event, view_tables& tables);
  void change(kept_order& order, const event_view& seen, const order_event& event, view_tables& tables);
  void note_changed(kept_order& order);
  [[nodiscard]] numbered_product product_of(const order_event& event, view_tables& tables);
  void index(const kept_order& order, const order_figures& before, const order_event& event,
             const numbered_product& about);
  // Null: no such order was created.
  [[nodiscard]] kept_order* find(std::int64_t key, view_tables& tables);

  log_filter interest_{.stream_types = {"order"}, .event_types = {}};
  order_map recent_, older_;         // Whatever changed in this batch is in `recent_`.
  std::vector<kept_order*> changed_; // In this batch.
  order_rows rows_;
  product_numbers products_;
  status_history history_{order_statuses};
  newest_times times_;
};

} // namespace docket
