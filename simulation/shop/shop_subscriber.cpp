#include "docket/simulation/shop/shop_subscriber.hpp"

#include <string>
#include <utility>

namespace docket {

void shop_subscriber::follow(engine& shop) {
  leave();
  listening_ = std::make_shared<bool>(true);
  lost_ = false;
  subscription_options options;
  options.on_error = [this, listening = listening_](const std::string&) {
    if (*listening) lost_ = true;
  };
  subscription_ = shop.subscribe(
      from_position{value(watch_.last())},
      [this, listening = listening_](const event_view& event) {
        if (*listening) see(event);
      },
      std::move(options));
  follows_ = true;
}

void shop_subscriber::leave() {
  if (listening_) *listening_ = false;
  subscription_.cancel();
  subscription_ = {};
  follows_ = false;
}

void shop_subscriber::see(const event_view& event) {
  watch_.see(event);
  met_.count("event", event.type);
}

} // namespace docket
