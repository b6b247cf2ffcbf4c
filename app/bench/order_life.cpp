#include "docket/app/bench/order_life.hpp"

#include <array>
#include <charconv>
#include <initializer_list>
#include <string_view>

namespace docket::app::bench {
namespace {

// Words joined in place, without an allocation: what the driver spends is taken from the engine that it
// measures.
class words {
public:
  words& operator<<(std::string_view word) noexcept {
    size_ += word.copy(bytes_.data() + size_, bytes_.size() - size_);
    return *this;
  }
  words& operator<<(std::uint64_t number) noexcept {
    const auto end = std::to_chars(bytes_.data() + size_, bytes_.data() + bytes_.size(), number).ptr;
    size_ = static_cast<std::size_t>(end - bytes_.data());
    return *this;
  }
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.data(), size_}; }

private:
  std::array<char, 64> bytes_;
  std::size_t size_ = 0;
};

// What one order buys: three products at prices in whole cents. Made from the bits of its id.
struct basket {
  explicit basket(std::uint64_t bits) : bits_(bits) {}

  [[nodiscard]] item line(std::size_t n) const {
    static constexpr std::array<std::string_view, 3> names{"Widget, blue", "Gadget", "Cable, 2 m"};
    words product;
    product << "SKU-" << 1'000 + 3 * ((bits_ >> 8 * n) % 300) + n; // Another product for each line.
    return {product_id{product.view()}, names.at(n), quantity{pieces(n)}, decimal{price(n), 2}};
  }
  [[nodiscard]] decimal total() const {
    return {shipping_cents + pieces(0) * price(0) + pieces(1) * price(1) + pieces(2) * price(2), 2};
  }

  static constexpr std::int64_t shipping_cents = 490;

private:
  [[nodiscard]] std::int64_t pieces(std::size_t n) const {
    return 1 + static_cast<std::int64_t>(bits_ >> (24 + 2 * n) & 3);
  }
  [[nodiscard]] std::int64_t price(std::size_t n) const {
    return 999 + static_cast<std::int64_t>(bits_ >> (32 + 8 * n) & 255) * 10;
  }

  std::uint64_t bits_;
};

create_order creation(const order_id& id, std::uint64_t bits) {
  const basket buys{bits};
  words customer;
  customer << "cust-" << bits % 100'000;
  create_order command{id, customer_id{customer.view()}, currency{"USD"}, decimal{basket::shipping_cents, 2}};
  command.items.reserve(2);
  command.items.push_back(buys.line(0));
  command.items.push_back(buys.line(1));
  return command;
}

record_payment payment(const order_id& id, std::uint64_t bits) {
  words payment;
  payment << id.view() << "-pay";
  return {id, payment_id{payment.view()}, basket{bits}.total(), "card"};
}

ship_order shipment(const order_id& id, std::uint64_t bits) {
  words tracking;
  tracking << "1Z999AA1" << bits % 10'000'000'000;
  return {id, tracking.view(), "UPS"};
}

order_command command_at(std::size_t step, const order_id& id, std::uint64_t bits) {
  switch (step) {
  case 0: return creation(id, bits);
  case 1: return add_item{id, basket{bits}.line(2)};
  case 2: return place_order{id};
  case 3: return payment(id, bits);
  default: return shipment(id, bits);
  }
}

command_options options_of(const order_id& id, std::uint64_t bits, std::uint64_t number) {
  words command, user, correlation;
  command << id.view() << "-" << number;
  user << "user-" << bits % 1'000;
  correlation << "cart-" << bits % 1'000'000'000;
  return {command_id{command.view()}, {}, user.view(), correlation.view()};
}

} // namespace

void put_hex(char* to, std::uint64_t bits) noexcept {
  for (int shift = 60; shift >= 0; shift -= 4)
    *to++ = "0123456789abcdef"[bits >> shift & 15];
}

order_id life_order_id(std::uint64_t seed, std::uint64_t number) {
  std::array<char, 20> id{'o', 'r', 'd', '-'};
  put_hex(id.data() + 4, spread(spread(seed) + number));
  return order_id{std::string_view{id.data(), id.size()}};
}

life_command command_of_life(std::uint64_t seed, std::uint64_t number, std::size_t step) {
  const auto id = life_order_id(seed, number);
  const auto bits = spread(spread(seed) ^ number);
  return {command_at(step, id, bits), options_of(id, bits, step)};
}

life_command change_in_life(std::uint64_t seed, std::uint64_t number, std::uint64_t change) {
  const auto id = life_order_id(seed, number);
  const auto bits = spread(spread(seed) ^ number);
  const auto pieces = quantity{1 + static_cast<std::int64_t>(change % 1'000)};
  return {change_quantity{id, basket{bits}.line(0).product, pieces}, options_of(id, spread(change), change)};
}

} // namespace docket::app::bench
