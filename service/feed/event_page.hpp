#pragma once

#include "docket/service/feed/feed_filter.hpp"
#include "docket/service/http/message.hpp"

#include <cstddef>

namespace docket::service {

struct event_page_question {
  feed_filter filter{};
  position after{};
  std::size_t limit = 100;
  bool shows_personal = false;
};

// {"events":[…],"next":position|null,"position"}: from `next` on there is more; "position" is the log's end.
// What is rare may be found on a later page: one page looks at so many events, and may be empty.
[[nodiscard]] http_response event_page(log_reader& log, const event_page_question& question,
                                       const http_request& request);

// What is asked for begins behind the log's end.
[[nodiscard]] http_response past_the_end(position head);

} // namespace docket::service
