#include "docket/actors/subscription.hpp"

#include "docket/actors/log_actors/subscription_actor.hpp"

#include <utility>

namespace docket {

subscription& subscription::operator=(subscription&& other) noexcept {
  if (this != &other) {
    cancel();
    state_ = std::move(other.state_);
  }
  return *this;
}

subscription::~subscription() { cancel(); }

void subscription::cancel() {
  if (const auto shared = std::exchange(state_, nullptr)) shared->cancel();
}

bool subscription::active() const noexcept { return state_ && state_->active(); }

position subscription::position() const noexcept { return state_ ? state_->position() : docket::position{}; }

} // namespace docket
