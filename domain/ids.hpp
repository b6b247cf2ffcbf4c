#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/text.hpp"

#include <compare>
#include <string_view>

namespace docket {

// True for 1 to 128 characters of A-Z a-z 0-9 . _ ~ : - (the unreserved characters of RFC 3986 and ':').
[[nodiscard]] bool is_valid_id(std::string_view candidate) noexcept;

// A refusal with the rule "invalid_id" that says which field and why.
[[nodiscard]] rejection invalid_id(std::string_view what, std::string_view candidate);

// Throws std::invalid_argument with the words of invalid_id() unless the candidate is valid.
void require_valid_id(std::string_view what, std::string_view candidate);

// An identifier that cannot be confused with one of another kind. Valid from construction on, or empty.
template <class Tag>
class basic_id {
public:
  basic_id() = default; // Empty: names nothing.

  // For ids that the program itself writes down. Throws std::invalid_argument when the id is not valid.
  explicit basic_id(std::string_view id) : value_(id) { require_valid_id(Tag::name, id); }

  // For ids that come from outside.
  [[nodiscard]] static expected<basic_id, rejection> parse(std::string_view id) {
    if (!is_valid_id(id)) return unexpected{invalid_id(Tag::name, id)};
    basic_id result;
    result.value_ = text{id};
    return result;
  }

  [[nodiscard]] std::string_view view() const noexcept { return value_.view(); }
  [[nodiscard]] std::string str() const { return value_.str(); }
  [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

  friend bool operator==(const basic_id&, const basic_id&) = default;
  friend auto operator<=>(const basic_id&, const basic_id&) = default;

private:
  text value_;
};

struct order_id_tag {
  static constexpr std::string_view name = "orderId";
};
struct customer_id_tag {
  static constexpr std::string_view name = "customerId";
};
struct product_id_tag {
  static constexpr std::string_view name = "productId";
};
struct payment_id_tag {
  static constexpr std::string_view name = "paymentId";
};
struct refund_id_tag {
  static constexpr std::string_view name = "refundId";
};
struct shipment_id_tag {
  static constexpr std::string_view name = "shipmentId";
};
struct command_id_tag {
  static constexpr std::string_view name = "commandId";
};

using order_id = basic_id<order_id_tag>;
using customer_id = basic_id<customer_id_tag>;
using product_id = basic_id<product_id_tag>;
using payment_id = basic_id<payment_id_tag>;
using refund_id = basic_id<refund_id_tag>;
using shipment_id = basic_id<shipment_id_tag>;
using command_id = basic_id<command_id_tag>;

} // namespace docket

template <class Tag>
struct std::hash<docket::basic_id<Tag>> {
  std::size_t operator()(const docket::basic_id<Tag>& id) const noexcept {
    return std::hash<std::string_view>{}(id.view());
  }
};
