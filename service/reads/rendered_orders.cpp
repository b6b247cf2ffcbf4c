#include "docket/service/reads/rendered_orders.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/service/reads/withheld.hpp"

#include <utility>

namespace docket::service {
namespace {

std::size_t bytes_of(std::string_view id, const rendered_order& order) {
  constexpr std::size_t around = 256; // About what the table, its keys and the pointers take.
  return around + id.size() + order.json.size();
}

bool is_still_the_last(log_reader& log, const rendered_order& order) {
  const auto any = [](const event_view&) { return false; };
  return log.read_stream(order.stream, version{value(order.version) + 1}, direction::forward, 1, any) == 0;
}

} // namespace

rendered_orders::rendered rendered_orders::now(log_reader& log, const order_id& id, position head) {
  if (auto known = find(id.view()); known && is_still_the_last(log, *known)) {
    keep(id.view(), {known, head});
    return known;
  }
  const auto stream = log.find_stream(order::stream_type, id.view());
  auto read = read_order(log, id);
  if (!stream || !read) return nullptr;
  if (!shows_personal_) read->state = without_personal(std::move(read->state));
  auto fresh = std::make_shared<const rendered_order>(
      rendered_order{*stream, read->version, read->position, to_json(*read)});
  keep(id.view(), {fresh, head});
  return fresh;
}

rendered_orders::rendered rendered_orders::unchanged_since(std::string_view id, position head) {
  const std::scoped_lock hold{lock_};
  const auto young = young_.find(id);
  return young != young_.end() && young->second.looked_at == head ? young->second.order : nullptr;
}

rendered_orders::rendered rendered_orders::find(std::string_view id) {
  const std::scoped_lock hold{lock_};
  if (const auto young = young_.find(id); young != young_.end()) return young->second.order;
  const auto old = old_.find(id);
  return old == old_.end() ? nullptr : old->second.order;
}

void rendered_orders::keep(std::string_view id, kept one) {
  const auto bytes = bytes_of(id, *one.order);
  table gone; // Freed without the lock.
  const std::scoped_lock hold{lock_};
  auto known = young_.find(id);
  if (known != young_.end() && known->second.order == one.order) {
    known->second = std::move(one);
    return;
  }
  if (young_bytes_ + bytes > bytes_max_ / 2) {
    gone.swap(old_);
    old_.swap(young_);
    young_bytes_ = 0;
  }
  if (bytes > bytes_max_ / 2) return;
  auto& place = young_[std::string{id}];
  if (place.order) young_bytes_ -= bytes_of(id, *place.order);
  young_bytes_ += bytes;
  place = std::move(one);
}

} // namespace docket::service
