#pragma once

#include "docket/domain/stock/state.hpp"
#include "docket/persistence/views/projection.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket {

// How much of each product there is, is kept for orders, has left and was promised: now, and after each of
// its events.
class stock_levels_projection final : public projection {
public:
  static constexpr std::string_view view_name = "stock_levels";

  [[nodiscard]] std::string_view name() const noexcept override { return view_name; }
  [[nodiscard]] std::int32_t version() const noexcept override { return 1; }
  [[nodiscard]] const log_filter& interest() const noexcept override;

  void create_tables(view_tables& tables) override;
  void apply(const event_view& event, view_tables& tables) override;
  void flush(view_tables& tables) override;
  void forget() noexcept override { products_.clear(); }

private:
  // A product as it is now, without its reservations.
  struct product {
    std::string id;
    stock_state state;
    std::int64_t position = 0;
    bool changed = false;
  };

  [[nodiscard]] product& find(const event_view& event, view_tables& tables);
  static void write(std::int64_t key, const product& p, view_tables& tables);

  std::unordered_map<std::int64_t, product> products_; // By stream key.
};

[[nodiscard]] std::unique_ptr<projection> make_stock_levels();

} // namespace docket
