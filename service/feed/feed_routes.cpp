#include "docket/domain/ids.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/feed/event_page.hpp"
#include "docket/service/feed/feed.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <stdexcept>
#include <utility>

namespace docket::service {
namespace {

constexpr std::uint64_t position_max = std::numeric_limits<std::int64_t>::max();

bool wants_a_stream(const http_request& request) {
  const auto accepted = request.header("Accept");
  return accepted && accepted->find("text/event-stream") != accepted->npos;
}

feed_filter filter_in(parameters& query) {
  feed_filter filter;
  filter.types = query.texts("type");
  filter.order = query.text("order").value_or("");
  if (query.has("order") && !is_valid_id(filter.order)) query.refuse("order", "is the id of an order");
  return filter;
}

// Where it was cut off; else `from`; else nothing, which is the log's end.
std::optional<position> beginning_in(const http_request& request, parameters& query) {
  const auto from = query.number("from", 0, position_max);
  const auto last = request.header("Last-Event-ID");
  if (!last) return from ? std::optional{position{*from}} : std::nullopt;
  std::uint64_t at = 0;
  const auto [end, error] = std::from_chars(last->data(), last->data() + last->size(), at);
  if (error == std::errc{} && end == last->data() + last->size() && at <= position_max) return position{at};
  query.refuse("Last-Event-ID", "is the id of an event, as it was sent");
  return std::nullopt;
}

// How long a listener that was cut off waits before it comes back.
const auto first_words = std::make_shared<const std::string>("retry: 1000\n\n");

http_response later(std::string_view rule, std::string_view detail) {
  return problem(503, rule, detail).with("Retry-After", std::to_string(retry_after_s));
}

http_response stream_head() {
  return {200,
          {{"Content-Type", "text/event-stream; charset=utf-8"},
           {"Cache-Control", "no-store"},
           {"X-Accel-Buffering", "no"}}, // Asks nginx to pass on what comes.
          {}};
}

// On a reading thread.
void begin_stream(feed_hub& hub, log_reader& log, feed_wish wish, std::optional<position> from, answer& to) {
  const auto head = log.head().position;
  wish.after = from.value_or(head);
  if (wish.after > head) return to.send(past_the_end(head));
  const auto begin = [&] {
    auto stream = to.stream(stream_head().with("Docket-Position", std::to_string(value(wish.after))));
    stream->write(first_words);
    return stream;
  };
  if (!hub.add(wish, head, begin))
    to.send(later("too_many_listeners", "There is no room for more who listen; come back later."));
}

void listen(shop_context& with, feed_hub& hub, visit&& here, answer&& to) {
  feed_wish wish{filter_in(here.query), here.who.sees_personal_data(), {}};
  const auto from = beginning_in(here.request, here.query);
  if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
  if (here.request.method == http_method::head) return to.send(stream_head());
  const auto shared = share(std::move(to));
  const bool taken = with.readers.run([&with, &hub, shared, wish = std::move(wish), from](log_reader& log) {
    try {
      begin_stream(hub, log, wish, from, *shared);
    } catch (const std::exception& error) {
      with.readers.failed(error);
      if (!shared->given())
        shared->send(later("store_unavailable", "The log cannot be followed now; come back later."));
    }
  });
  if (!taken) shared->send(later("overloaded", "Too many questions wait; ask again later."));
}

void page(shop_context& with, visit&& here, answer&& to) {
  event_page_question question;
  question.filter = filter_in(here.query);
  question.after = position{here.query.number("from", 0, position_max).value_or(0)};
  question.limit = here.query.number("limit", 1, 1'000).value_or(100);
  question.shows_personal = here.who.sees_personal_data();
  if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
  with.readers.answer_with(
      std::move(to), [question = std::move(question), request = std::move(here.request)](log_reader& log) {
        return event_page(log, question, request);
      });
}

} // namespace

routes feed_routes(shop_context& with, feed_hub& hub) {
  return {{http_method::get, "/events", "getEvents", role::read, [&with, &hub](visit&& here, answer&& to) {
             if (wants_a_stream(here.request))
               listen(with, hub, std::move(here), std::move(to));
             else
               page(with, std::move(here), std::move(to));
           }}};
}

} // namespace docket::service
