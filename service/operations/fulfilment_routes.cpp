#include "docket/domain/stated.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/commands/command_answer.hpp"
#include "docket/service/commands/command_headers.hpp"
#include "docket/service/operations/operation_request.hpp"
#include "docket/service/operations/operation_routes.hpp"

namespace docket::service {
namespace {

// Who sends it, and the command's id.
expected<command_options, http_response> options_of(const visit& here) {
  command_options options;
  if (auto refused = read_headers(here.request, options)) return unexpected{std::move(*refused)};
  if (here.who.name != caller{}.name) options.user = text{here.who.name};
  return options;
}

struct wanted {
  order_id order;
  std::string reason;
  command_options options;
};

expected<wanted, http_response> read(const visit& here, std::initializer_list<std::string_view> fields) {
  if (auto refused = refuse_operation(here)) return unexpected{std::move(*refused)};
  auto order = order_id::parse(here.path[0]);
  if (!order) return unexpected{problem(400, order.error().rule, order.error().message)};
  auto body = texts_of_body(here.request, fields);
  if (!body) return unexpected{std::move(body.error())};
  auto options = options_of(here);
  if (!options) return unexpected{std::move(options.error())};
  return wanted{std::move(*order), body->empty() ? std::string{} : std::move(body->front()),
                std::move(*options)};
}

engine::callback answering(const order_id& order, answer&& to) {
  return [of = subject{"orderId", order.str()}, to = share(std::move(to))](const command_result& result) {
    to->send(answer_to_command(of, result, 200));
  };
}

void retry(engine& shop, const visit& here, answer&& to) {
  auto what = read(here, {});
  if (!what) return to.send(std::move(what.error()));
  auto done = answering(what->order, std::move(to));
  shop.retry_fulfilment(std::move(what->order), std::move(what->options), std::move(done));
}

void abandon(engine& shop, const visit& here, answer&& to) {
  auto what = read(here, {"reason"});
  if (!what) return to.send(std::move(what.error()));
  text reason{what->reason};
  if (const auto refused = check_required_text("reason", reason))
    return to.send(problem(400, refused->rule, refused->message));
  auto done = answering(what->order, std::move(to));
  shop.abandon_fulfilment(std::move(what->order), std::move(reason), std::move(what->options),
                          std::move(done));
}

} // namespace

routes fulfilment_routes(engine& shop) {
  return {
      {http_method::post, "/orders/{order}/fulfilment/retry", "retryFulfilment", role::operate,
       [&shop](visit&& here, answer&& to) { retry(shop, here, std::move(to)); }},
      {http_method::post, "/orders/{order}/fulfilment/abandon", "abandonFulfilment", role::operate,
       [&shop](visit&& here, answer&& to) { abandon(shop, here, std::move(to)); }},
  };
}

} // namespace docket::service
