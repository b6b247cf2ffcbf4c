#include "docket/service/http/answer.hpp"

#include "docket/service/answers/problem.hpp"

#include <utility>

namespace docket::service {
namespace {

class watched_exchange final : public exchange {
public:
  watched_exchange(std::unique_ptr<exchange> to, std::function<void(http_response&)> on_the_way)
      : to_(std::move(to)),
        on_the_way_(std::move(on_the_way)) {}

  void send(http_response&& response) override {
    on_the_way_(response);
    to_->send(std::move(response));
  }

  std::shared_ptr<body_stream> begin_stream(http_response&& head) override {
    on_the_way_(head);
    return to_->begin_stream(std::move(head));
  }

private:
  std::unique_ptr<exchange> to_;
  std::function<void(http_response&)> on_the_way_;
};

void say_it_failed(std::unique_ptr<exchange> to) {
  if (to) to->send(problem(500, "internal", "The program failed to answer; its log may say why."));
}

} // namespace

answer::~answer() { say_it_failed(std::move(to_)); }

answer& answer::operator=(answer&& other) noexcept {
  if (this != &other) {
    say_it_failed(std::move(to_));
    to_ = std::move(other.to_);
  }
  return *this;
}

void answer::send(http_response response) {
  if (const auto to = std::exchange(to_, nullptr)) to->send(std::move(response));
}

std::shared_ptr<body_stream> answer::stream(http_response head) {
  return std::exchange(to_, nullptr)->begin_stream(std::move(head));
}

void answer::through(std::function<void(http_response&)> on_the_way) {
  to_ = std::make_unique<watched_exchange>(std::move(to_), std::move(on_the_way));
}

} // namespace docket::service
