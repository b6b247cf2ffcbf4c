#include "docket/persistence/views/orders/order_page_search.hpp"

#include "docket/persistence/views/orders/order_candidates.hpp"
#include "docket/persistence/views/orders/order_lookup.hpp"
#include "docket/persistence/views/orders/order_match.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace docket {
namespace {

// Whether most of what the walk comes by is wanted, as far as the query itself tells.
bool walk_is_dense(const order_criteria& wanted) {
  if (!wanted.parts.empty() || wanted.statuses != 0) return false;
  const bool has_customer = !wanted.customer.empty();
  if (wanted.sort == order_sort::created) return !wanted.has_amounts() && !(has_customer && wanted.product);
  const bool has_times = wanted.created_from != order_criteria::lowest || wanted.created_to != wanted.at.time;
  if (has_customer || wanted.product || has_times) return false;
  return wanted.sort == order_sort::total || !wanted.has_amounts();
}

class page_search {
public:
  page_search(view_reader& view, const order_criteria& wanted, std::size_t count)
      : view_(view),
        wanted_(wanted),
        count_(count),
        lookup_(view, wanted.at),
        matches_(view, wanted) {}

  [[nodiscard]] std::vector<found_order> run(std::size_t effort) {
    const bool walk_first = walk_is_dense(wanted_);
    for (;; effort *= 4) {
      const auto steps = effort / 16 + 1; // A step looks an order up, a candidate is a row of an index.
      if (walk_first && walk(steps, anybody)) return std::move(found_);
      if (auto candidates = few_candidates(view_, wanted_, effort)) return find_among(*candidates);
      if (!walk_first && walk(steps, anybody)) return std::move(found_);
    }
  }

private:
  static bool anybody(std::int64_t) noexcept { return true; }

  // Looking all candidates up costs about as much as walking over four times as many rows without looking up
  // those that are no candidates.
  [[nodiscard]] std::vector<found_order> find_among(const std::vector<std::int64_t>& candidates) {
    const auto is_candidate = [&](std::int64_t key) { return std::ranges::binary_search(candidates, key); };
    if (candidates.size() > 4 * count_ && walk(4 * candidates.size(), is_candidate)) return std::move(found_);
    return best_of(candidates, [](const order_lookup&) { return true; });
  }

  // Goes on, looking at nobody else. True when the page is full, or the walk at its end.
  template <class Condition>
  [[nodiscard]] bool walk(std::size_t steps, Condition may_fit) {
    if (!walk_) begin_walk();
    for (std::size_t taken = 0; found_.size() < count_; ++taken) {
      if (taken >= steps) return false;
      const auto row = walk_->next();
      take_others_before(row ? std::optional{walk_begin{row->value, row->tie}} : std::nullopt);
      if (!row) return true;
      if (found_.size() == count_ || !may_fit(row->key) || !lookup_.find(row->key)) continue;
      const auto place = place_in(lookup_, wanted_.sort);
      if (place.value != row->value || place.tie != row->tie || !matches_.by_figures(lookup_)) continue;
      if (matches_.needs_texts()) taken += 2; // It costs more than the figures do.
      if (matches_.by_texts(lookup_)) found_.push_back({place, row->key});
    }
    return true;
  }

  void begin_walk() {
    walk_.emplace(view_, wanted_);
    if (wanted_.sort != order_sort::total) return;
    // The index of totals has them as they are now: orders that had another one come from elsewhere.
    others_ = best_of(keys_with_another_total(view_, wanted_.at),
                      [](const order_lookup& order) { return order.figures().total != order.total_now(); });
    std::ranges::reverse(others_);
  }

  // All that are left, when there is no place.
  void take_others_before(const std::optional<walk_begin>& place) {
    while (!others_.empty() && found_.size() < count_ &&
           (!place || comes_after(*place, others_.back().place, wanted_.direction))) {
      found_.push_back(others_.back());
      others_.pop_back();
    }
  }

  // The first of those that are wanted, after the cursor, in the page's order. Texts are looked at in that
  // order, too, and no more of them than it takes.
  template <class Condition>
  [[nodiscard]] std::vector<found_order> best_of(std::vector<std::int64_t> candidates, Condition fits) {
    std::ranges::sort(candidates);
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::vector<found_order> heap;
    for (const auto key : candidates) {
      if (!lookup_.find(key) || !fits(lookup_) || !matches_.by_figures(lookup_)) continue;
      const auto place = place_in(lookup_, wanted_.sort);
      if (!wanted_.after || comes_after(place, {wanted_.after->value, wanted_.after->key}, wanted_.direction))
        heap.push_back({place, key});
    }
    const auto later = [this](const found_order& a, const found_order& b) {
      return comes_after(a.place, b.place, wanted_.direction);
    };
    std::ranges::make_heap(heap, later);
    std::vector<found_order> best;
    while (!heap.empty() && best.size() < count_) {
      std::ranges::pop_heap(heap, later);
      if (!matches_.needs_texts() || (lookup_.find(heap.back().key) && matches_.by_texts(lookup_)))
        best.push_back(heap.back());
      heap.pop_back();
    }
    return best;
  }

  view_reader& view_;
  const order_criteria& wanted_;
  std::size_t count_;
  order_lookup lookup_;
  order_match matches_;
  std::optional<order_walk> walk_;
  std::vector<found_order> found_;  // By the walk.
  std::vector<found_order> others_; // Which the walk does not come by; the next one last.
};

} // namespace

std::vector<found_order> find_page(view_reader& view, const order_criteria& wanted, std::size_t count,
                                   std::size_t first_effort) {
  return page_search{view, wanted, count}.run(first_effort);
}

} // namespace docket
