#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"

#include <string_view>
#include <variant>

// What a payment is told: that it is wanted, and then what the payment provider said of it. Texts of the
// provider may be empty: a fact is not refused for want of words.
namespace docket {

struct request_payment {
  payment_id payment;
  order_id order;
  amount total;
  docket::currency currency;
  text method{}; // "card", "boleto", ...; empty: as the provider likes.
};

// The total is set aside for us, and not taken yet.
struct authorise_payment {
  payment_id payment;
  text reference{}; // The provider's own name for what it did.
};

// The total was taken.
struct capture_payment {
  payment_id payment;
  text reference{};
};

// The provider does not give the money.
struct decline_payment {
  payment_id payment;
  text reason{};
};

// Nothing was taken, and nothing will be.
struct void_payment {
  payment_id payment;
  text reason{};
};

// So much of what was taken was given back.
struct refund_payment {
  payment_id payment;
  refund_id refund;
  amount refunded; // In the payment's currency.
  text reference{};
};

using payment_command = std::variant<request_payment, authorise_payment, capture_payment, decline_payment,
                                     void_payment, refund_payment>;

// The payment that a command is for.
[[nodiscard]] const payment_id& target(const payment_command& command) noexcept;

// The command's stable name, as in command lines: "requestPayment", "authorisePayment", ...
[[nodiscard]] std::string_view command_name(const payment_command& command) noexcept;

} // namespace docket
