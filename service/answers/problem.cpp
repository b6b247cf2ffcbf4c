#include "docket/service/answers/problem.hpp"

#include "docket/persistence/codec/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace docket::service {
namespace {

std::string title_of(std::string_view rule) {
  std::string words{rule};
  std::ranges::replace(words, '_', ' ');
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

// Rules that say that there is nothing to speak of.
bool says_not_there(std::string_view rule) {
  return rule.ends_with("_not_found") || rule.ends_with("_unknown") || rule == "no_dead_letter" ||
         rule == "unknown_projection" || rule == "no_rebuild";
}

int status_of_refusal(std::string_view rule) {
  if (rule == "version_not_current") return 412;
  if (rule == "command_id_reused") return 422;
  return says_not_there(rule) ? 404 : 409;
}

// Of the store and of faults the log tells more: callers need no names of files.
std::string_view told_to_callers(const failure& why) {
  switch (why.kind) {
  case failure_kind::store_unavailable:
    return "The store takes no commands now; nothing happened. Send it again later.";
  case failure_kind::outcome_unknown:
    return "Whether it happened is not known; send it again later, with the same Idempotency-Key.";
  case failure_kind::internal: return "The program failed; nothing was acknowledged. Its log says more.";
  case failure_kind::rejected:
  case failure_kind::overloaded:
  case failure_kind::stopping: break;
  }
  return why.message;
}

http_response later(http_response response) {
  return std::move(response).with("Retry-After", std::to_string(retry_after_s));
}

} // namespace

http_response problem(int status, std::string_view rule, std::string_view detail,
                      const problem_extras& extras) {
  auto body = json_text([&](json_writer& to) {
    to.begin_object();
    to.string("type", fmt::format("/problems/{}", rule));
    to.string("title", title_of(rule));
    to.integer("status", std::int64_t{status});
    to.string("detail", detail);
    to.string("rule", rule);
    if (!extras.facts.empty()) {
      to.object("facts", [&] {
        for (const auto& [name, value] : extras.facts)
          to.string(name, value);
      });
    }
    if (extras.current) to.integer("version", std::uint64_t{value(*extras.current)});
    to.end_object();
  });
  return {
      status, {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}}, std::move(body)};
}

http_response problem_of(const failure& why) {
  switch (why.kind) {
  case failure_kind::rejected: {
    problem_extras extras;
    for (const auto& [name, fact] : why.refusal->facts)
      extras.facts.emplace_back(name, fact);
    if (why.current && *why.current != version{}) extras.current = why.current;
    return problem(status_of_refusal(why.refusal->rule), why.refusal->rule, why.message, extras);
  }
  case failure_kind::overloaded:
  case failure_kind::stopping:
  case failure_kind::store_unavailable:
  case failure_kind::outcome_unknown: return later(problem(503, name_of(why.kind), told_to_callers(why)));
  case failure_kind::internal: break;
  }
  return problem(500, name_of(failure_kind::internal), told_to_callers(why));
}

http_response problem_of(const query_refusal& why) {
  if (why.rule == "view_behind" || why.rule == "view_unavailable" || why.rule == "engine_stopped")
    return later(problem(503, why.rule, why.message));
  return problem(says_not_there(why.rule) ? 404 : 400, why.rule, why.message);
}

} // namespace docket::service
