#include "docket/actors/projections/view_waiters.hpp"

#include <algorithm>
#include <utility>

namespace docket {

void view_waiters::reach(position at) {
  std::vector<callback> there;
  {
    const std::scoped_lock hold{lock_};
    reached_ = at;
    const auto end = callbacks_.upper_bound(at);
    for (auto next = callbacks_.begin(); next != end; ++next)
      there.push_back(std::move(next->second.done));
    callbacks_.erase(callbacks_.begin(), end);
    if (blocked_ > 0) moved_.notify_all();
  }
  for (const auto& done : there)
    done(true);
}

std::optional<position> view_waiters::reached() const {
  const std::scoped_lock hold{lock_};
  return reached_;
}

bool view_waiters::wanted() const {
  const std::scoped_lock hold{lock_};
  return blocked_ > 0 || !callbacks_.empty();
}

bool view_waiters::wait(position at, deadline until) {
  std::unique_lock hold{lock_};
  if (is_there(at)) return true;
  ++blocked_;
  moved_.wait_until(hold, until, [&] { return closed_ || is_there(at); });
  --blocked_;
  return is_there(at);
}

std::optional<view_waiters::ticket> view_waiters::call_when(position at, callback done) {
  bool there = false;
  {
    const std::scoped_lock hold{lock_};
    there = is_there(at);
    if (!there && !closed_) {
      const auto number = next_++;
      callbacks_.emplace(at, waiting{number, std::move(done)});
      return number;
    }
  }
  done(there);
  return std::nullopt;
}

void view_waiters::give_up(ticket which) {
  callback gone;
  {
    const std::scoped_lock hold{lock_};
    const auto found = std::find_if(callbacks_.begin(), callbacks_.end(),
                                    [&](const auto& entry) { return entry.second.number == which; });
    if (found == callbacks_.end()) return;
    gone = std::move(found->second.done);
    callbacks_.erase(found);
  }
  gone(false);
}

void view_waiters::close() {
  std::multimap<position, waiting> left;
  {
    const std::scoped_lock hold{lock_};
    closed_ = true;
    left.swap(callbacks_);
    moved_.notify_all();
  }
  for (const auto& [at, waiter] : left)
    waiter.done(false);
}

} // namespace docket
