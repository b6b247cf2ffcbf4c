#pragma once

namespace docket {

enum class payment_policy {
  exact, // One payment, equal to the amount due.
  split, // Several payments; none may exceed what is still due.
};

// What an operator may set about orders. Injected into every decision.
struct order_limits {
  int max_lines = 10;
  payment_policy payments = payment_policy::exact;
};

} // namespace docket
