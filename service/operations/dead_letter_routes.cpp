#include "docket/actors/projections.hpp"
#include "docket/service/answers/fresh_json.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/operations/operation_request.hpp"
#include "docket/service/operations/operation_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <future>

namespace docket::service {
namespace {

using outcome = expected<dead_letter_outcome, query_refusal>;

struct letter_of_view {
  std::string view;
  dead_letter letter;
};

void write_letter(json_writer& to, const letter_of_view& one) {
  const auto& letter = one.letter;
  to.string("projection", one.view);
  to.integer("position", std::uint64_t{value(letter.position)});
  to.string("stream", letter.stream_id);
  to.string("streamType", letter.stream_type);
  to.string("type", letter.event_type);
  to.time("occurredAt", letter.occurred_at);
  to.string("error", letter.error);
  to.integer("attempts", std::uint64_t{letter.attempts});
  to.time("parkedAt", letter.parked_at);
  to.integer("waiting", letter.waiting);
}

http_response all_letters(const engine& shop) {
  std::vector<letter_of_view> letters;
  std::vector<std::string> unavailable;
  const auto views = shop.projections();
  for (const auto& status : views.status()) {
    auto found = views.dead_letters(status.name);
    if (!found)
      unavailable.push_back(status.name);
    else
      for (auto& letter : *found)
        letters.push_back({status.name, std::move(letter)});
  }
  return fresh_json_of([&](json_writer& to) {
    to.begin_object();
    to.objects("deadLetters", letters, [&](const letter_of_view& one) { write_letter(to, one); });
    to.key("unavailable");
    to.begin_array();
    for (const auto& name : unavailable)
      to.string(name);
    to.end_array();
    to.end_object();
  });
}

// What refuses an operation on a view, by its rule.
http_response refusal_of(const query_refusal& why) {
  return why.rule == "rebuild_under_way" ? problem(409, why.rule, why.message) : problem_of(why);
}

query_refusal no_such_letter(std::string_view view, std::string_view at) {
  return {"no_dead_letter", fmt::format("The view {} has no dead letter at position {}.", view, at)};
}

// The stream whose dead letter stands at this position of the log.
expected<stream_key, query_refusal> stream_of(const projections& views, const std::string& view,
                                              const std::string& at) {
  const auto letters = views.dead_letters(view);
  if (!letters) return unexpected{letters.error()};
  std::uint64_t number = 0;
  const auto read = std::from_chars(at.data(), at.data() + at.size(), number);
  const bool is_number = read.ec == std::errc{} && read.ptr == at.data() + at.size();
  const auto found = std::ranges::find(*letters, position{number}, &dead_letter::position);
  if (!is_number || found == letters->end()) return unexpected{no_such_letter(view, at)};
  return found->key;
}

http_response outcome_answer(const outcome& told) {
  if (!told) return refusal_of(told.error());
  return fresh_json_of([&](json_writer& to) {
    to.begin_object();
    to.integer("applied", told->applied);
    to.integer("stillWaiting", told->still_waiting);
    if (told->failed_at) {
      to.integer("failedAt", std::uint64_t{value(*told->failed_at)});
      to.string("error", told->error);
    }
    to.end_object();
  });
}

// Waits for the thread that keeps the view: a batch of events at most, and then what waits behind the letter.
using settling = std::function<std::future<outcome>(projections, const std::string& view, stream_key)>;

void settle(shop_context& context, visit&& here, answer&& to, settling how) {
  context.readers.answer_with(std::move(to),
                              [&context, path = std::move(here.path), how = std::move(how)](log_reader&) {
                                const auto views = context.shop.projections();
                                const auto stream = stream_of(views, path[0], path[1]);
                                if (!stream) return refusal_of(stream.error());
                                return outcome_answer(how(views, path[0], *stream).get());
                              });
}

void list(shop_context& context, visit&& here, answer&& to) {
  if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
  context.readers.answer_with(std::move(to), [&context](log_reader&) { return all_letters(context.shop); });
}

void retry(shop_context& context, visit&& here, answer&& to) {
  if (auto refused = refuse_operation(here)) return to.send(std::move(*refused));
  if (auto body = texts_of_body(here.request, {}); !body) return to.send(std::move(body.error()));
  settle(context, std::move(here), std::move(to),
         [](projections views, const std::string& view, stream_key stream) {
           return views.retry(view, stream, false);
         });
}

void discard(shop_context& context, visit&& here, answer&& to) {
  if (auto refused = refuse_operation(here)) return to.send(std::move(*refused));
  auto body = texts_of_body(here.request, {"by", "reason"});
  if (!body) return to.send(std::move(body.error()));
  auto by = (*body)[0].empty() ? here.who.name : std::move((*body)[0]);
  if ((*body)[1].empty())
    return to.send(problem(400, "reason_needed", "Why the event is done without must be said: it is kept."));
  settle(context, std::move(here), std::move(to),
         [by = std::move(by), reason = std::move((*body)[1])](projections views, const std::string& view,
                                                              stream_key stream) {
           return views.discard(view, stream, by, reason);
         });
}

} // namespace

routes dead_letter_routes(shop_context& context) {
  const auto with = [&context](void (*serve)(shop_context&, visit&&, answer &&)) {
    return [&context, serve](visit&& here, answer&& to) { serve(context, std::move(here), std::move(to)); };
  };
  return {
      {http_method::get, "/dead-letters", "listDeadLetters", role::operate, with(list)},
      {http_method::post, "/dead-letters/{projection}/{position}/retry", "retryDeadLetter", role::operate,
       with(retry)},
      {http_method::post, "/dead-letters/{projection}/{position}/discard", "discardDeadLetter", role::operate,
       with(discard)},
  };
}

} // namespace docket::service
