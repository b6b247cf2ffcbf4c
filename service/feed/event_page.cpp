#include "docket/service/feed/event_page.hpp"

#include "docket/persistence/codec/json_writer.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/reads/event_object.hpp"
#include "docket/service/reads/next_page.hpp"
#include "docket/service/reads/read_answer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace docket::service {
namespace {

constexpr std::size_t look_at_max = 262'144; // A tenth of a second's reading, about.

} // namespace

http_response event_page(log_reader& log, const event_page_question& question, const http_request& request) {
  const auto head = log.head().position;
  if (question.after > head) return past_the_end(head);
  std::size_t found = 0;
  auto reached = question.after;
  auto json = json_text([&](json_writer& to) {
    to.begin_object();
    to.key("events");
    to.begin_array();
    reached = read_feed(log, question.filter, question.after, look_at_max, [&](const event_view& event) {
      to.raw(event_object(recorded_event{event}, question.shows_personal));
      return ++found < question.limit;
    });
    to.end_array();
    to.raw("next", reached < head ? std::to_string(value(reached)) : "null");
    to.integer("position", value(std::max(head, reached)));
    to.end_object();
  });
  return with_next(view_answer(request, std::max(head, reached), std::move(json)), request, "from",
                   reached < head ? std::to_string(value(reached)) : "");
}

http_response past_the_end(position head) {
  return problem(400, "at_position_past_the_end", fmt::format("The log ends at position {}.", value(head)));
}

} // namespace docket::service
