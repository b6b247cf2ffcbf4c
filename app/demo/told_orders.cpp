#include "docket/app/demo/told_orders.hpp"

#include <algorithm>

namespace docket::app {
namespace {

using course = order_account::course;

// How much there is to tell, without being too long.
int score(const order_account& account) {
  const auto* const content = content_of(account.order);
  const auto lines = content ? content->lines.size() : 0;
  int result = lines == 2 || lines == 3 ? 4 : 0;
  result += std::min(account.failed_attempts, 1u) + std::min(account.repeated_asks, 1u);
  if (account.fulfilment == course::compensated) {
    result += capture_of(account.payment) ? 8 : 0;
    result += account.reason.view() == "stock_insufficient" ? 16 : 0;
  }
  return result;
}

std::optional<std::string> best(const shop_accounts& accounts, course wanted) {
  std::optional<std::string> found;
  int best_score = -1;
  for (const auto& [id, account] : accounts.orders) {
    if (account.fulfilment != wanted || score(account) <= best_score) continue;
    found = id;
    best_score = score(account);
  }
  return found;
}

} // namespace

told_orders orders_worth_telling(const shop_accounts& accounts) {
  return {best(accounts, course::completed), best(accounts, course::compensated)};
}

} // namespace docket::app
