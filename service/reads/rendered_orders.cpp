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

rendered_orders::rendered rendered_orders::now(log_reader& log, const order_id& id) {
  if (auto kept = find(id.view()); kept && is_still_the_last(log, *kept)) return kept;
  const auto stream = log.find_stream(order::stream_type, id.view());
  auto read = read_order(log, id);
  if (!stream || !read) return nullptr;
  if (!shows_personal_) read->state = without_personal(std::move(read->state));
  auto fresh = std::make_shared<const rendered_order>(
      rendered_order{*stream, read->version, read->position, to_json(*read)});
  keep(id.view(), fresh);
  return fresh;
}

rendered_orders::rendered rendered_orders::find(std::string_view id) {
  rendered found;
  {
    const std::scoped_lock hold{lock_};
    if (const auto young = young_.find(id); young != young_.end()) return young->second;
    const auto old = old_.find(id);
    if (old == old_.end()) return nullptr;
    found = old->second;
  }
  keep(id, found);
  return found;
}

void rendered_orders::keep(std::string_view id, rendered order) {
  const auto bytes = bytes_of(id, *order);
  table gone; // Freed without the lock.
  const std::scoped_lock hold{lock_};
  if (young_bytes_ + bytes > bytes_max_ / 2) {
    gone.swap(old_);
    old_.swap(young_);
    young_bytes_ = 0;
  }
  if (bytes > bytes_max_ / 2) return;
  auto& place = young_[std::string{id}];
  if (place) young_bytes_ -= bytes_of(id, *place);
  young_bytes_ += bytes;
  place = std::move(order);
}

} // namespace docket::service
