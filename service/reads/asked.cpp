#include "docket/service/reads/asked.hpp"

namespace docket::service {

route_handler of_the_log(shop_context& with, std::function<log_question(visit&, parameters&)> make_out) {
  return [&with, make_out = std::move(make_out)](visit&& here, answer&& to) {
    auto query = std::move(here.query); // A question may take the rest of the visit with it.
    auto question = make_out(here, query);
    if (auto refused = query.refusal()) return to.send(std::move(*refused));
    if (!question) return to.send(std::move(question.error()));
    with.readers.answer_with(std::move(to), std::move(*question));
  };
}

route_handler of_a_view(shop_context& with,
                        std::function<asked_of_view(shop_context&, visit&, parameters&)> make_out) {
  return [&with, make_out = std::move(make_out)](visit&& here, answer&& to) {
    auto query = std::move(here.query); // A question may take the rest of the visit with it.
    auto question = make_out(with, here, query);
    if (auto refused = query.refusal()) return to.send(std::move(*refused));
    if (!question) return to.send(std::move(question.error()));
    // Asked at once where the view is there already. One that did not get there in time refuses by itself,
    // and says where it is.
    with.shop.projections().when(
        question->view, question->at_least, view_within,
        [&with, to = share(std::move(to)), ask = std::move(question->ask)](bool) mutable {
          with.readers.answer_with(std::move(*to), std::move(ask));
        });
  };
}

} // namespace docket::service
