#include "docket/persistence/views/orders/order_list.hpp"

#include "docket/persistence/views/history/status_history.hpp"
#include "docket/persistence/views/orders/order_candidates.hpp"
#include "docket/persistence/views/orders/order_criteria.hpp"
#include "docket/persistence/views/orders/order_lookup.hpp"
#include "docket/persistence/views/orders/order_match.hpp"
#include "docket/persistence/views/orders/order_walk.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace docket {
namespace {

struct found_order {
  walk_begin place;
  std::int64_t key = 0;
};

// Finds one page's orders, by the cheaper of two ways: few candidates, all looked at and sorted, or an index
// that is in the page's order, walked until the page is full. Which one is cheaper shows only on the way
// (many orders may fit, and yet stand at the end of the walk), so both are tried with little at first and
// more each time; the walk goes on where it stopped.
class page_search {
public:
  page_search(view_reader& view, const order_criteria& wanted, std::size_t count)
      : view_(view),
        wanted_(wanted),
        count_(count),
        lookup_(view, wanted.at),
        matches_(view, wanted) {}

  [[nodiscard]] std::vector<found_order> run() {
    if (is_answered_by_walking()) {
      [[maybe_unused]] const bool is_done = walk(std::numeric_limits<std::size_t>::max());
      return std::move(found_);
    }
    for (std::size_t effort = first_effort;; effort *= 4) {
      if (const auto candidates = few_candidates(view_, wanted_, effort)) return best_of(*candidates);
      if (walk(effort)) return std::move(found_);
    }
  }

private:
  static constexpr std::size_t first_effort = 2000;

  // Whether next to everything that a walk comes by is wanted.
  [[nodiscard]] bool is_answered_by_walking() const {
    const bool has_customer = !wanted_.customer.empty();
    if (!wanted_.parts.empty() || wanted_.statuses != 0) return false;
    if (wanted_.sort == order_sort::created)
      return !wanted_.has_amounts() && !wanted_.currency && !(has_customer && wanted_.product);
    const bool is_restricted = has_customer || wanted_.product ||
                               wanted_.created_from != order_criteria::lowest ||
                               wanted_.created_to != order_criteria::highest || !wanted_.at.knows_all;
    if (wanted_.sort == order_sort::total) return !is_restricted;
    return !is_restricted && !wanted_.has_amounts() && !wanted_.currency &&
           wanted_.direction == walk_order::descending;
  }

  // True when the page is full or the walk at its end.
  [[nodiscard]] bool walk(std::size_t steps) {
    if (!walk_) walk_.emplace(view_, wanted_);
    while (found_.size() < count_) {
      if (steps-- == 0) return false;
      const auto row = walk_->next();
      if (!row) return true;
      if (!lookup_.find(row->key)) continue;
      const auto place = place_in(lookup_, wanted_.sort);
      if (place.value == row->value && place.tie == row->tie && matches_(lookup_))
        found_.push_back({place, row->key});
    }
    return true;
  }

  [[nodiscard]] std::vector<found_order> best_of(const std::vector<std::int64_t>& candidates) {
    std::vector<found_order> fitting;
    for (const auto key : candidates) {
      if (!lookup_.find(key) || !matches_(lookup_)) continue;
      const auto place = place_in(lookup_, wanted_.sort);
      if (!wanted_.after || comes_after(place, {wanted_.after->value, wanted_.after->key}, wanted_.direction))
        fitting.push_back({place, key});
    }
    const auto middle = fitting.begin() + static_cast<std::ptrdiff_t>(std::min(count_, fitting.size()));
    std::ranges::partial_sort(fitting, middle, [this](const found_order& a, const found_order& b) {
      return comes_after(b.place, a.place, wanted_.direction);
    });
    fitting.erase(middle, fitting.end());
    return fitting;
  }

  view_reader& view_;
  const order_criteria& wanted_;
  std::size_t count_;
  order_lookup lookup_;
  order_match matches_;
  std::optional<order_walk> walk_;
  std::vector<found_order> found_; // By the walk.
};

order_page page_of(view_reader& view, const order_criteria& wanted, const order_query& query) {
  auto found = page_search{view, wanted, query.limit + 1}.run();
  order_page page{
      .orders = {}, .next = {}, .position = position{static_cast<std::uint64_t>(wanted.at.position)}};
  if (found.size() > query.limit) {
    found.resize(query.limit);
    const auto& last = found.back().place;
    page.next = write_cursor({page.position, last.value, last.tie, {}}, cursor_owner_of(query));
  }
  order_lookup lookup{view, wanted.at};
  page.orders.reserve(found.size());
  for (const auto& order : found)
    if (lookup.find(order.key)) page.orders.push_back(lookup.listed());
  return page;
}

} // namespace

expected<order_page, query_refusal> list_orders(view_reader& view, const order_query& query) {
  const view_snapshot snapshot{view};
  const auto wanted = criteria_of(query, view);
  if (!wanted) return unexpected{wanted.error()};
  return page_of(view, *wanted, query);
}

expected<order_page, query_refusal> search_orders(view_reader& view, const order_query& query) {
  if (query.filter.text.empty())
    return unexpected{query_refusal{"empty_search", "Say what to look for: words of ids or names."}};
  return list_orders(view, query);
}

expected<order_counts, query_refusal> count_orders(view_reader& view, const moment& at) {
  if (at.as_of && at.at)
    return unexpected{query_refusal{
        "one_bound_only", "Counts are as of a time or at a position, not both at once; leave one out."}};
  const view_snapshot snapshot{view};
  const auto limits = bounds_of(at, view.position());
  if (!limits) return unexpected{limits.error()};
  order_counts answer{
      .counts = {}, .as_of = at.as_of, .position = position{static_cast<std::uint64_t>(limits->position)}};
  std::ranges::copy(read_counts(view, *limits, order_statuses), answer.counts.begin());
  return answer;
}

} // namespace docket
