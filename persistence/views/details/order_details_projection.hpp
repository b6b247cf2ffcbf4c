#pragma once

#include "docket/persistence/views/projection.hpp"

#include <memory>

namespace docket {

// Which streams tell of an order: its own, its payments', its shipments' and its fulfilment's. They are few
// and short, and the log finds each by its key; so details are folded from their events when they are asked
// for, and nothing of them stands twice.
class order_details_projection final : public projection {
public:
  static constexpr std::string_view view_name = "order_details";

  [[nodiscard]] std::string_view name() const noexcept override { return view_name; }
  [[nodiscard]] std::int32_t version() const noexcept override { return 1; }
  [[nodiscard]] const log_filter& interest() const noexcept override; // What begins such a stream.

  void create_tables(view_tables& tables) override;
  void apply(const event_view& event, view_tables& tables) override;
};

[[nodiscard]] std::unique_ptr<projection> make_order_details();

} // namespace docket
