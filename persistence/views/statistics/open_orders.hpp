#pragma once

#include "docket/domain/order/events.hpp"
#include "docket/domain/order/state.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/statistics/dimension.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace docket::statistics {

// An order whose lines may still change, and what it was counted for.
struct open_order {
  order_state state;
  std::vector<share> counted;
  bool changed = false; // Since it was last written.
  bool stored = false;  // There is a row of it.
};

// The orders that were not placed or cancelled yet, as far as memory holds them; the rest stands in a table.
// Without what is personal.
class open_orders {
public:
  explicit open_orders(shares_of_order shares) noexcept : shares_(shares) {}

  static void create_tables(view_tables& tables);

  // The one that the event is about, empty when there is none. The reference is good until another call.
  [[nodiscard]] open_order& find(view_tables& tables, const event_view& event);
  // Its lines are frozen.
  void close(view_tables& tables, stream_key key);

  void write_changed(view_tables& tables);
  void forget() noexcept { kept_.clear(); }

private:
  [[nodiscard]] open_order read(view_tables& tables, stream_key key) const;

  shares_of_order shares_;
  std::unordered_map<stream_key, open_order> kept_;
};

} // namespace docket::statistics
