#include "docket/service/commands/command_routes.hpp"

#include "docket/actors/runtime/defaults.hpp"
#include "docket/persistence/codec/uuid_text.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/commands/command_answer.hpp"
#include "docket/service/commands/command_body.hpp"
#include "docket/service/commands/command_headers.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {
namespace {

// One command's route; the path's parts are the named fields.
struct command_route {
  http_method method;
  std::string_view pattern;
  std::string_view command;
  std::vector<std::string_view> fields;
};

std::vector<command_route> all_command_routes() {
  return {
      {http_method::post, "/orders", "createOrder", {}},
      {http_method::post, "/orders/{order}/items", "addItem", {"orderId"}},
      {http_method::del, "/orders/{order}/items/{product}", "removeItem", {"orderId", "productId"}},
      {http_method::patch, "/orders/{order}/items/{product}", "changeQuantity", {"orderId", "productId"}},
      {http_method::post, "/orders/{order}/place", "placeOrder", {"orderId"}},
      {http_method::post, "/orders/{order}/payments", "recordPayment", {"orderId"}},
      {http_method::post, "/orders/{order}/refunds", "recordRefund", {"orderId"}},
      {http_method::post, "/orders/{order}/confirm", "confirmOrder", {"orderId"}},
      {http_method::post, "/orders/{order}/ship", "shipOrder", {"orderId"}},
      {http_method::post, "/orders/{order}/deliver", "deliverOrder", {"orderId"}},
      {http_method::post, "/orders/{order}/cancel", "cancelOrder", {"orderId"}},
      {http_method::post, "/stock/{product}/receive", "receiveStock", {"productId"}},
      {http_method::post, "/stock/{product}/adjust", "adjustStock", {"productId"}},
  };
}

subject subject_of(const any_command& command) {
  if (const auto* order = std::get_if<order_command>(&command))
    return {"orderId", std::visit([](const auto& one) { return one.order.str(); }, *order)};
  return {"productId",
          std::visit([](const auto& one) { return one.product.str(); }, std::get<stock_command>(command))};
}

bool creates(const any_command& command) {
  const auto* order = std::get_if<order_command>(&command);
  return order && std::holds_alternative<create_order>(*order);
}

std::string made_id() { return uuid_text(uuid_v7(system_now())); }

// Whoever sends a creation again with its key means the same order: where it names none, the key does.
std::string order_unless_named(const http_request& request) {
  command_options options;
  static_cast<void>(read_headers(request, options));
  return options.id.empty() ? made_id() : options.id.str();
}

command_form form_of(const command_route& route, const visit& here, const command_desk& desk) {
  command_form form{.name = route.command};
  for (std::size_t i = 0; i < route.fields.size(); ++i)
    form.stated.push_back({route.fields[i], here.path[i]});
  if (route.command == "createOrder")
    form.otherwise = {{"orderId", order_unless_named(here.request)}, {"currency", desk.currency}};
  return form;
}

// The command on its way, and all that its answer needs.
struct sending {
  subject of;
  int well = 200;
  std::string location{}; // Of what was created; empty: nothing was.
  std::string prefix{};
  std::string command_id{};
  bool is_answered_later = false;
  std::shared_ptr<commands_under_way::hold> hold{};
};

http_response answer_of(const sending& sent, const command_result& result) {
  auto response = answer_to_command(sent.of, result, sent.well);
  if (result && !sent.location.empty()) response.with("Location", sent.location);
  return response;
}

http_response taken(const sending& sent) {
  const auto location = fmt::format("{}/commands/{}", sent.prefix, percent_encoded(sent.command_id));
  return {
      202,
      {{"Content-Type", "application/json"}, {"Location", location}, {"Preference-Applied", "respond-async"}},
      fmt::format(R"({{"commandId":"{}","state":"pending"}})", sent.command_id)};
}

void execute(engine& shop, any_command&& command, command_options&& options, engine::callback done) {
  std::visit([&](auto& one) { shop.execute(std::move(one), std::move(options), std::move(done)); }, command);
}

sending prepare(const command_line& line, const visit& here) {
  sending sent{.of = subject_of(line.command), .prefix = std::string{here.prefix}};
  if (creates(line.command)) {
    sent.well = 201;
    sent.location = fmt::format("{}/orders/{}", here.prefix, percent_encoded(sent.of.id));
  }
  sent.command_id = line.options.id.str();
  sent.is_answered_later = prefers_to_ask_later(here.request);
  return sent;
}

void carry_out(command_desk& desk, command_line line, sending sent, answer to) {
  if (!sent.command_id.empty()) {
    sent.hold = desk.under_way.begin(fmt::format("{}/{}/{}", sent.of.field, sent.of.id, sent.command_id));
    if (!sent.hold)
      return to.send(problem(409, "command_in_flight",
                             "A command with this id is under way; ask again when it has its answer."));
  }
  auto& shop = desk.context.shop;
  if (sent.is_answered_later) {
    desk.later.expect(sent.command_id);
    to.send(taken(sent));
    return execute(shop, std::move(line.command), std::move(line.options),
                   [&desk, sent = std::move(sent)](const command_result& result) {
                     desk.store.heard(result);
                     desk.later.arrived(sent.command_id, answer_of(sent, result));
                   });
  }
  // Who has the answer may send the command again: the hold ends first.
  execute(shop, std::move(line.command), std::move(line.options),
          [&desk, sent = std::move(sent), to = share(std::move(to))](const command_result& result) mutable {
            desk.store.heard(result);
            const auto response = answer_of(sent, result);
            sent.hold.reset();
            to->send(response);
          });
}

void serve_command(command_desk& desk, const command_route& route, visit&& here, answer&& to) {
  if (is_cross_site(here.request))
    return to.send(problem(403, "cross_site", "Commands are not taken from pages of other sites."));
  if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
  auto line = command_from(here.request, form_of(route, here, desk));
  if (!line) return to.send(std::move(line.error()));
  if (auto refused = read_headers(here.request, line->options)) return to.send(std::move(*refused));
  if (line->options.user.view().empty() && here.who.name != caller{}.name) line->options.user = here.who.name;
  if (prefers_to_ask_later(here.request) && line->options.id.empty())
    line->options.id = command_id{made_id()};
  auto sent = prepare(*line, here);
  carry_out(desk, std::move(*line), std::move(sent), std::move(to));
}

void serve_later_answer(const command_desk& desk, visit&& here, answer&& to) {
  if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
  auto told = desk.later.told(here.path.front());
  if (!told)
    return to.send(
        problem(404, "command_not_found",
                "No such command was sent with Prefer: respond-async, or it was long ago. Send it again: "
                "with the same id it has no second effect."));
  to.send({200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, std::move(*told)});
}

} // namespace

routes command_routes(command_desk& desk) {
  routes result;
  for (auto& one : all_command_routes()) {
    const auto [method, pattern, command] = std::tuple{one.method, one.pattern, one.command};
    result.push_back(
        {method, pattern, command, role::command, [&desk, one = std::move(one)](visit&& here, answer&& to) {
           serve_command(desk, one, std::move(here), std::move(to));
         }});
  }
  result.push_back(
      {http_method::get, "/commands/{command}", "getCommand", role::command,
       [&desk](visit&& here, answer&& to) { serve_later_answer(desk, std::move(here), std::move(to)); }});
  return result;
}

} // namespace docket::service
