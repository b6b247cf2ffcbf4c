#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/views/view_reader.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/routing/route.hpp"
#include "docket/service/running/shop_context.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

// How a route that reads is answered: its question is made out on the server's thread, which never waits, and
// answered on a reading thread.
namespace docket::service {

using log_question = expected<reading_threads::question, http_response>;

// Asked of the log. `make_out` takes the parameters, and of the visit what the question needs; what it
// answers is not asked when a parameter is wrong.
[[nodiscard]] route_handler of_the_log(shop_context& with,
                                       std::function<log_question(visit&, parameters&)> make_out);

// Asked of one view, when that has everything up to `at_least`; nobody blocks until then.
struct view_question {
  std::string_view view; // Static storage.
  position at_least{};
  reading_threads::question ask;
};
[[nodiscard]] route_handler
of_a_view(shop_context& with,
          std::function<expected<view_question, http_response>(visit&, parameters&)> make_out);

// How long a question waits for its view.
inline constexpr std::chrono::milliseconds view_within{5'000};

// Asks a view for an expected answer, within a question that was asked by of_a_view().
template <class Answer, class Ask>
[[nodiscard]] expected<Answer, query_refusal> ask_view(const shop_context& with, std::string_view view,
                                                       position at_least, Ask&& ask) {
  std::optional<expected<Answer, query_refusal>> answer;
  const freshness waited_already{at_least, std::chrono::milliseconds{0}};
  auto refused = with.shop.queries().read(view, waited_already,
                                          [&](view_reader& reader) { answer.emplace(ask(reader)); });
  if (refused) return unexpected{std::move(*refused)};
  return *std::move(answer);
}

} // namespace docket::service
