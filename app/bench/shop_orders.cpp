#include "docket/app/bench/shop_orders.hpp"

#include "docket/app/bench/order_life.hpp"
#include "docket/app/program/errors.hpp"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <future>
#include <vector>

namespace docket::app::bench {
namespace {

constexpr std::string_view id_prefix = "ord-";
constexpr std::size_t slot_digits = 3; // Hexadecimal, the last ones of an id.
constexpr std::size_t id_size = id_prefix.size() + 16;
constexpr std::int64_t delivered = quantity::max;     // Pieces; more do not come at once.
constexpr std::size_t deliveries_of_best_seller = 20; // Of the others, one.

product_id product_of_shop(std::size_t n) { return product_id{fmt::format("SKU-{}", 1'000 + n)}; }

order_id id_of(std::uint64_t bits, std::size_t slot) {
  std::array<char, id_size> id{'o', 'r', 'd', '-'};
  put_hex(id.data() + id_prefix.size(), (bits & ~std::uint64_t{slots_max - 1}) | slot);
  return order_id{std::string_view{id.data(), id.size()}};
}

std::array<std::size_t, 2> products_of(demand wanted, std::uint64_t bits) {
  const auto first = wanted == demand::best_seller ? 0 : bits % shop_products;
  const auto others = 1 + (bits >> 20) % (shop_products - 1); // How far behind the first.
  return {first, (first + others) % shop_products};
}

} // namespace

shop_order order_of_shop(std::uint64_t seed, demand wanted, std::size_t slot, std::uint64_t number) {
  const auto bits = spread(spread(spread(seed) + slot) + number);
  shop_order result{{id_of(bits, slot), customer_id{fmt::format("cust-{}", bits % 100'000)}, currency{"USD"},
                     decimal{490, 2}},
                    {}};
  auto& command = result.command;
  for (const auto product : products_of(wanted, bits))
    command.items.push_back({product_of_shop(product), "Widget, blue",
                             quantity{1 + static_cast<std::int64_t>(bits >> 40 & 3)},
                             decimal{999 + static_cast<std::int64_t>(bits >> 48 & 255) * 10, 2}});
  command.place = true;
  result.options = {command_id{fmt::format("{}-0", command.order.view())},
                    {},
                    "shop",
                    fmt::format("cart-{}", bits % 1'000'000'000)};
  return result;
}

std::optional<std::size_t> slot_of(std::string_view order) noexcept {
  if (order.size() != id_size) return std::nullopt;
  std::size_t slot = 0;
  const auto* const end = order.data() + order.size();
  const auto read = std::from_chars(end - slot_digits, end, slot, 16);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return slot;
}

void fill_shelves(engine& in) {
  std::vector<std::future<command_result>> answers;
  const auto receive = [&](std::size_t product) {
    answers.push_back(
        in.execute(stock_command{receive_stock{product_of_shop(product), quantity{delivered}}}));
  };
  for (std::size_t product = 0; product < shop_products; ++product)
    receive(product);
  for (std::size_t more = 1; more < deliveries_of_best_seller; ++more)
    receive(0);
  for (auto& answer : answers)
    if (const auto result = answer.get(); !result)
      throw command_failed("the engine refused a command of the benchmark: " + result.error().message);
}

} // namespace docket::app::bench
