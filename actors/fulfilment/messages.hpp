#pragma once

#include "docket/actors/fulfilment/news.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <memory>
#include <optional>
#include <vector>

// What is said around fulfilments. See README.md for who says it to whom.
namespace docket {

// News on its way to its fulfilment.
struct routed_news {
  position at{};
  fulfilment_news what;
  text traceparent{}; // With the span of the command that the news came from as the parent.
  int attempts = 0;
};

struct news_delivered { // answers -> router: it needs no more care.
  position at{};
};
struct news_failed { // answers -> router: try it again in a while.
  std::shared_ptr<routed_news> news;
};
struct route_again { // router -> itself, after a while
  std::shared_ptr<routed_news> news;
};
struct log_readable {};    // router -> itself, after a while: perhaps the log can be read again.
struct keep_checkpoint {}; // router -> itself, now and then

struct look_at_alarms {}; // alarm clock -> itself, now and then
struct due_alarm {
  order_id order;
  timestamp due;
};
struct alarms_read { // reader -> alarm clock
  std::shared_ptr<std::vector<due_alarm>> due;
  deadline_cursor last;
  bool more = false;
};
struct alarm_answered { // answers -> alarm clock
  due_alarm rang;
  std::optional<timestamp> rest_until{}; // Not again before; nothing: its fulfilment has set it anew.
};

} // namespace docket

DOCKET_LOCAL_MESSAGE(docket::news_delivered)
DOCKET_LOCAL_MESSAGE(docket::news_failed)
DOCKET_LOCAL_MESSAGE(docket::route_again)
DOCKET_LOCAL_MESSAGE(docket::log_readable)
DOCKET_LOCAL_MESSAGE(docket::keep_checkpoint)
DOCKET_LOCAL_MESSAGE(docket::look_at_alarms)
DOCKET_LOCAL_MESSAGE(docket::alarms_read)
DOCKET_LOCAL_MESSAGE(docket::alarm_answered)
