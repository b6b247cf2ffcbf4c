#pragma once

#include "docket/service/routing/router.hpp"

#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

// A request to a router, and its answer.
namespace docket::service::testing {

class kept_exchange final : public exchange {
public:
  explicit kept_exchange(std::promise<http_response> to) : to_(std::move(to)) {}
  void send(http_response&& response) override { to_.set_value(std::move(response)); }
  std::shared_ptr<body_stream> begin_stream(http_response&&) override {
    throw std::logic_error{"no stream is expected here"};
  }

private:
  std::promise<http_response> to_;
};

// "/orders?limit=3" as a request.
inline http_request request_for(http_method method, std::string_view target, std::string body = {}) {
  http_request request;
  request.method = method;
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != target.npos) request.query = target.substr(question + 1);
  request.body = std::move(body);
  request.peer = {.bytes = {127, 0, 0, 1}, .port = 50124};
  return request;
}

inline http_request with_token(http_request request, std::string_view token) {
  request.headers.push_back({"Authorization", "Bearer " + std::string{token}});
  return request;
}

// Waits for the answer, from whatever thread it comes.
inline http_response ask(const router& of, http_request request) {
  std::promise<http_response> promise;
  auto response = promise.get_future();
  of.serve(std::move(request), answer{std::make_unique<kept_exchange>(std::move(promise))});
  return response.get();
}

inline void unseen(const served&) {}

inline doorkeeper lets_in(caller who) {
  return [who = std::move(who)](const http_request&) -> expected<caller, http_response> { return who; };
}

} // namespace docket::service::testing
