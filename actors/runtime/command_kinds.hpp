#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stock/stock.hpp"

#include <cstddef>
#include <string_view>
#include <variant>

// All kinds of commands of all aggregates, numbered, so that what becomes of them is counted without looking
// anything up.
namespace docket {

template <class... Aggregates>
struct kinds_of_commands {
  static constexpr std::size_t count = (std::variant_size_v<typename Aggregates::command> + ...);

  // The number of an aggregate's first kind of command.
  template <class Aggregate>
  static constexpr std::size_t first() noexcept {
    std::size_t before = 0;
    bool found = false;
    ((found = found || std::is_same_v<Aggregate, Aggregates>,
      before += found ? 0 : std::variant_size_v<typename Aggregates::command>),
     ...);
    return before;
  }
};

using command_kinds = kinds_of_commands<order, payment, stock, shipment, fulfilment>;

template <class Aggregate>
[[nodiscard]] std::size_t kind_of_command(const typename Aggregate::command& command) noexcept {
  return command_kinds::first<Aggregate>() + command.index();
}

// "createOrder", ...; for each number below command_kinds::count.
[[nodiscard]] std::string_view name_of_command_kind(std::size_t kind) noexcept;

} // namespace docket
