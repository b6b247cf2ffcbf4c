#pragma once

#include "../persistence/store/temporary_folder.hpp"
#include "docket/service/routing/router.hpp"
#include "docket/service/running/shop_context.hpp"
#include "recorded_exchange.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service::testing {

// An engine with its views in a folder of its own, and the routes over it, asked without a network.
class served_shop {
public:
  explicit served_shop(const std::function<void(config&)>& change = {}) {
    config settings{.database = folder_ / "orders.db"};
    settings.projections = builtin_projections();
    settings.read_side.pause = std::chrono::milliseconds{0};
    settings.log = [](const std::string&) {};
    if (change) change(settings);
    shop_ = std::make_unique<engine>(std::move(settings));
    readers_ = std::make_unique<reading_threads>(*shop_, 2);
    context_ = std::make_unique<shop_context>(shop_context{*shop_, *readers_});
  }
  // What waits for a view is told before the threads go that would answer it.
  ~served_shop() { shop_->stop(); }

  [[nodiscard]] engine& shop() { return *shop_; }
  [[nodiscard]] shop_context& context() { return *context_; }

  void serve(routes all) {
    for (auto& one : all)
      routes_.push_back(std::move(one));
    router_ = std::make_unique<router>(
        routes_, [this](const http_request&) -> expected<caller, http_response> { return who; },
        [](const served&) {});
  }

  // Who asks from now on.
  caller who{"test", role_set::all()};
  void as_reader() { who.roles = role_set{}.add(role::read); }

  [[nodiscard]] std::future<recorded> ask(std::string_view target, std::vector<http_header> headers = {},
                                          http_method method = http_method::get) {
    http_request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    if (target.size() > request.path.size()) request.query = target.substr(request.path.size() + 1);
    request.headers = std::move(headers);
    std::promise<recorded> promise;
    auto answered = promise.get_future();
    router_->serve(std::move(request), answer{std::make_unique<recorded_exchange>(std::move(promise))});
    return answered;
  }
  [[nodiscard]] http_response get(std::string_view target, std::vector<http_header> headers = {}) {
    return ask(target, std::move(headers)).get().head;
  }
  [[nodiscard]] nlohmann::json json(std::string_view target) {
    return nlohmann::json::parse(get(target).body);
  }

  // Carried out, or the test fails. Answers the receipt.
  template <class Command>
  receipt done(Command command, command_options options = {}) {
    return shop_->execute(std::move(command), std::move(options)).get().value();
  }

private:
  docket::testing::temporary_folder folder_;
  std::unique_ptr<engine> shop_;
  std::unique_ptr<reading_threads> readers_;
  std::unique_ptr<shop_context> context_;
  routes routes_;
  std::unique_ptr<router> router_;
};

// "404 order_not_found", or "200".
inline std::string outcome(const http_response& answer) {
  auto said = std::to_string(answer.status);
  const auto type = answer.header("Content-Type");
  if (type && type->starts_with("application/problem+json"))
    said += " " + nlohmann::json::parse(answer.body).at("rule").get<std::string>();
  return said;
}

inline std::string header(const http_response& answer, std::string_view name) {
  return std::string{answer.header(name).value_or("")};
}

} // namespace docket::service::testing
