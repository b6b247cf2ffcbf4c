#include "docket/domain/refused.hpp"

#include "docket/domain/in_words.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::refuse {

rejection because_of_phase(std::string_view rule, std::string_view message, std::string_view phase) {
  return {rule, std::string{message}, {{"status", std::string{phase}}}};
}

rejection because_of_amount(std::string_view rule, std::string message, amount value, const currency& in) {
  return {
      rule, std::move(message), {{"amount", format_amount(value, in)}, {"currency", std::string{in.code()}}}};
}

rejection refund_not_positive(amount refunded, const currency& in) {
  return because_of_amount("refund_not_positive", fmt::format("{} is not a refund.", in_words(refunded, in)),
                           refunded, in);
}

} // namespace docket::refuse
