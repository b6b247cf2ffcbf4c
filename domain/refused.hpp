#pragma once

#include "docket/domain/money.hpp"
#include "docket/domain/rejection.hpp"

#include <string>
#include <string_view>

// What refusals of several aggregates are made of, so that all of them show the same facts by the same names.
namespace docket::refuse {

// Of a command that comes at the wrong phase, with the fact "status".
[[nodiscard]] rejection because_of_phase(std::string_view rule, std::string_view message,
                                         std::string_view phase);

// Of an amount that is refused for being what it is, with the facts "amount" and "currency".
[[nodiscard]] rejection because_of_amount(std::string_view rule, std::string message, amount value,
                                          const currency& in);

// The rule of this name, which orders and payments share.
[[nodiscard]] rejection refund_not_positive(amount refunded, const currency& in);

} // namespace docket::refuse
