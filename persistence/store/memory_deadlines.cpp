#include "docket/persistence/store/memory_deadlines.hpp"

#include <algorithm>
#include <iterator>

namespace docket {

void memory_deadlines::apply(stream_key stream, const deadline_change& change) {
  switch (change.what()) {
  case deadline_change::kind::keep: return;
  case deadline_change::kind::clear: return clear(stream);
  case deadline_change::kind::set:
    clear(stream);
    due_.emplace(stream, change.due());
    in_order_.insert({change.due(), stream});
    return;
  }
}

std::vector<deadline_cursor> memory_deadlines::read(deadline_cursor after, timestamp up_to,
                                                    std::size_t limit) const {
  std::vector<deadline_cursor> page;
  for (auto next = in_order_.upper_bound(after);
       next != in_order_.end() && next->due <= up_to && page.size() < limit; ++next)
    page.push_back(*next);
  return page;
}

std::uint64_t memory_deadlines::count(timestamp from, timestamp up_to) const {
  const auto first = in_order_.lower_bound({from, stream_key::none});
  const auto past = std::find_if(first, in_order_.end(),
                                 [&](const deadline_cursor& pending) { return pending.due > up_to; });
  return static_cast<std::uint64_t>(std::distance(first, past));
}

void memory_deadlines::clear(stream_key stream) {
  const auto known = due_.find(stream);
  if (known == due_.end()) return;
  in_order_.erase({known->second, stream});
  due_.erase(known);
}

} // namespace docket
