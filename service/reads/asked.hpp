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
#include <type_traits>
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
using asked_of_view = expected<view_question, http_response>;
[[nodiscard]] route_handler
of_a_view(shop_context& with, std::function<asked_of_view(shop_context&, visit&, parameters&)> make_out);

// How long a question waits for its view.
inline constexpr std::chrono::milliseconds view_within{5'000};

// The question that `ask(view_reader&, log_reader&)` answers, by an expected something or a refusal;
// `tell(const visit&, something&&)` makes the response of it.
template <class Ask, class Tell>
[[nodiscard]] view_question question_to(std::string_view view, shop_context& with, visit& here,
                                        position at_least, Ask ask, Tell tell) {
  return {view, at_least, [=, &with, here = std::move(here)](log_reader& log) {
            std::optional<std::invoke_result_t<const Ask&, view_reader&, log_reader&>> found;
            const freshness waited_already{at_least, std::chrono::milliseconds{0}};
            const auto refused = with.shop.queries().read(
                view, waited_already, [&](view_reader& reader) { found.emplace(ask(reader, log)); });
            if (refused) return problem_of(*refused);
            return *found ? tell(here, **std::move(found)) : problem_of(found->error());
          }};
}

} // namespace docket::service
