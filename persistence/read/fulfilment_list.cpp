#include "docket/persistence/read/fulfilment_list.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/overloaded.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace docket {

namespace {

constexpr timestamp before_parked{latest_time.microseconds - 1};
constexpr deadline_cursor last_unparked{latest_time, stream_key::none}; // Keys of streams are positive.

struct found_deadline {
  order_id order;
  deadline_cursor at;
};

// Adds what is due up to then, until there are `limit`.
void find(log_reader& reader, deadline_cursor after, timestamp up_to, std::size_t limit,
          std::vector<found_deadline>& found) {
  if (found.size() == limit) return;
  reader.read_deadlines(after, up_to, std::numeric_limits<std::size_t>::max(),
                        [&](const deadline_view& seen) {
                          if (seen.stream_type == fulfilment::stream_type)
                            found.push_back({order_id{seen.stream_id}, {seen.due, seen.stream}});
                          return found.size() < limit;
                        });
}

std::vector<found_deadline> find(log_reader& reader, const wanted_fulfilments& wanted, deadline_cursor after,
                                 std::size_t limit) {
  std::vector<found_deadline> found;
  std::visit(overloaded{
                 [&](open_fulfilments) { find(reader, after, latest_time, limit, found); },
                 [&](const stuck_fulfilments& stuck) {
                   find(reader, after, std::min(stuck.overdue_before, before_parked), limit, found);
                   find(reader, std::max(after, last_unparked), latest_time, limit, found);
                 },
             },
             wanted);
  return found;
}

// Since its deadline was read.
bool has_ended(const fulfilment_state& state) {
  return std::holds_alternative<completed_fulfilment>(state) ||
         std::holds_alternative<compensated_fulfilment>(state);
}

} // namespace

fulfilment_page list_fulfilments(log_reader& reader, const wanted_fulfilments& wanted, deadline_cursor after,
                                 std::size_t limit) {
  auto found = find(reader, wanted, after, limit + 1); // One more tells whether there are more.
  fulfilment_page page;
  if (found.size() > limit) {
    found.pop_back();
    page.next = found.back().at;
  }
  for (const auto& [order, at] : found)
    if (auto view = read_fulfilment(reader, order); view && !has_ended(view->state))
      page.fulfilments.push_back({std::move(*view), at.due});
  return page;
}

fulfilment_counts count_fulfilments(log_reader& reader) {
  return {reader.count_deadlines(earliest_time, before_parked),
          reader.count_deadlines(latest_time, latest_time)};
}

} // namespace docket
