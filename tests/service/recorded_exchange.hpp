#pragma once

#include "docket/service/http/answer.hpp"

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The other end of a request, in the test's hands.
namespace docket::service::testing {

// Keeps what is written. A reader that is told to be slow takes nothing from the network until take_all().
class recorded_stream final : public body_stream {
public:
  bool write(shared_text part) override {
    std::function<void()> drained;
    {
      const std::scoped_lock hold{lock_};
      if (!open_) return false;
      if (takes_) {
        text_ += *part;
        drained = drained_;
      } else {
        waiting_ += *part;
        most_waiting_ = std::max(most_waiting_, waiting_.size());
      }
      parts_.push_back(std::move(part));
      changed_.notify_all();
    }
    if (drained) drained();
    return true;
  }
  std::size_t waiting_bytes() const override {
    const std::scoped_lock hold{lock_};
    return waiting_.size();
  }
  bool open() const override {
    const std::scoped_lock hold{lock_};
    return open_;
  }
  void close() override {
    const std::scoped_lock hold{lock_};
    open_ = false;
    changed_.notify_all();
  }
  void on_drained(std::function<void()> drained) override {
    const std::scoped_lock hold{lock_};
    drained_ = std::move(drained);
  }

  void take_nothing() {
    const std::scoped_lock hold{lock_};
    takes_ = false;
  }
  // Takes what waits, and whatever comes from now on.
  void take_all() {
    std::function<void()> drained;
    {
      const std::scoped_lock hold{lock_};
      takes_ = true;
      text_ += std::exchange(waiting_, {});
      drained = drained_;
      changed_.notify_all();
    }
    if (drained) drained();
  }
  // As if the peer had gone.
  void go() {
    close();
    std::function<void()> drained;
    {
      const std::scoped_lock hold{lock_};
      drained = drained_;
    }
    if (drained) drained();
  }

  [[nodiscard]] std::string text() const {
    const std::scoped_lock hold{lock_};
    return text_;
  }
  // As they were handed over.
  [[nodiscard]] std::vector<shared_text> parts() const {
    const std::scoped_lock hold{lock_};
    return parts_;
  }
  [[nodiscard]] std::size_t most_waiting() const {
    const std::scoped_lock hold{lock_};
    return most_waiting_;
  }
  // Waits until what was taken is as it should be.
  void wait_until(const std::function<bool(const std::string&)>& is_there) {
    std::unique_lock lock{lock_};
    changed_.wait(lock, [&] { return is_there(text_); });
  }
  void wait_until_waiting(std::size_t bytes) {
    std::unique_lock lock{lock_};
    changed_.wait(lock, [&] { return waiting_.size() >= bytes; });
  }
  void wait_until_closed() {
    std::unique_lock lock{lock_};
    changed_.wait(lock, [&] { return !open_; });
  }

private:
  mutable std::mutex lock_;
  std::condition_variable changed_;
  std::string text_, waiting_;
  std::vector<shared_text> parts_;
  std::size_t most_waiting_ = 0;
  bool takes_ = true, open_ = true;
  std::function<void()> drained_;
};

// An answer, or the head of one with a stream behind it.
struct recorded {
  http_response head;
  std::shared_ptr<recorded_stream> stream; // Null for a whole answer.
};

class recorded_exchange final : public exchange {
public:
  explicit recorded_exchange(std::promise<recorded> to) : to_(std::move(to)) {}

  void send(http_response&& response) override { to_.set_value({std::move(response), nullptr}); }
  std::shared_ptr<body_stream> begin_stream(http_response&& head) override {
    auto stream = std::make_shared<recorded_stream>();
    to_.set_value({std::move(head), stream});
    return stream;
  }

private:
  std::promise<recorded> to_;
};

} // namespace docket::service::testing
