#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"

#include <future>
#include <utility>

namespace docket {

[[nodiscard]] inline query_refusal engine_stopped() {
  return {"engine_stopped", "the engine has been stopped; nothing more is done in it"};
}

// An answer that somebody waits for. When whoever owes it ends without having given it, it is a refusal.
template <class Value>
class promised {
public:
  using result = expected<Value, query_refusal>;

  promised() = default;
  ~promised() {
    if (!given_) promise_.set_value(unexpected{engine_stopped()});
  }
  promised(const promised&) = delete;
  promised& operator=(const promised&) = delete;

  [[nodiscard]] std::future<result> answer() { return promise_.get_future(); }

  // Once.
  void give(result answer) {
    given_ = true;
    promise_.set_value(std::move(answer));
  }

private:
  std::promise<result> promise_;
  bool given_ = false;
};

} // namespace docket
