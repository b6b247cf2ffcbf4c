#include "docket/simulation/shop/limits_watch.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace docket {

void limits_watch::look_at(engine& running) {
  const auto load = running.load();
  const auto within = [&](std::string_view what, std::uint64_t is, std::uint64_t most) {
    if (is > most) found_.add("over_limit", fmt::format("{} {}, and the limit is {}", is, what, most));
  };
  within("commands in flight", load.commands_in_flight, settings_.admission.in_flight_max);
  within("appends waiting", load.appends_waiting, settings_.commit.queue_max);
  within("hydrations waiting", load.hydrations_waiting, settings_.aggregates.hydrations_max);
  within("news under way", load.news_under_way, settings_.fulfilment.news_under_way_max);
  if (load.aggregates_died > 0) found_.add("actor_died", "an aggregate's actor failed");
  for (; complaints_read_ < world_.complaints().size(); ++complaints_read_) {
    const auto& line = world_.complaints()[complaints_read_];
    if (line.find("its actor failed") != std::string::npos ||
        line.find("parked the event") != std::string::npos)
      found_.add("actor_died", line);
  }
}

} // namespace docket
