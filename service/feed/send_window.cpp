#include "docket/service/feed/send_window.hpp"

namespace docket::service {

send_window::ticket send_window::enter() {
  std::unique_lock lock{lock_};
  if (on_the_way_ >= most_ &&
      !changed_.wait_for(lock, patience_, [this] { return on_the_way_ <= most_ / 2; })) {
    forgotten_ = last_;
    on_the_way_ = 0;
  }
  ++on_the_way_;
  return ++last_;
}

void send_window::taken(ticket which) {
  const std::scoped_lock hold{lock_};
  if (which > forgotten_ && --on_the_way_ == most_ / 2) changed_.notify_one();
}

} // namespace docket::service
