#pragma once

#include "docket/service/tracing/collector.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace docket::service {

// What a collector answers to its requests, in turn; afterwards it takes all. The test looks at it from
// outside, so it is shared with the exporter's.
class collector_script {
public:
  using kind = delivery::kind;

  void answer(delivery next) {
    const std::scoped_lock hold{lock_};
    answers_.push_back(std::move(next));
  }
  void always(delivery what) {
    const std::scoped_lock hold{lock_};
    always_ = std::move(what);
  }
  // From now on requests get no answer before release() or abort().
  void hold_back() {
    const std::scoped_lock hold{lock_};
    held_ = true;
  }
  void release() {
    const std::scoped_lock hold{lock_};
    held_ = false;
    changed_.notify_all();
  }

  // Waits until there were so many requests.
  [[nodiscard]] std::vector<std::string> requests(std::size_t at_least) {
    std::unique_lock hold{lock_};
    changed_.wait(hold, [&] { return requests_.size() >= at_least; });
    return requests_;
  }

  delivery take(const std::string& request) {
    std::unique_lock hold{lock_};
    requests_.push_back(request);
    changed_.notify_all();
    changed_.wait(hold, [&] { return !held_ || aborted_; });
    if (aborted_) return {kind::not_now, 0, "it was aborted"};
    if (answers_.empty()) return always_;
    auto next = std::move(answers_.front());
    answers_.pop_front();
    return next;
  }
  void abort() {
    const std::scoped_lock hold{lock_};
    aborted_ = true;
    changed_.notify_all();
  }

private:
  std::mutex lock_;
  std::condition_variable changed_;
  std::deque<delivery> answers_;
  delivery always_{kind::taken, 0, {}};
  std::vector<std::string> requests_;
  bool held_ = false, aborted_ = false;
};

class scripted_collector final : public collector {
public:
  explicit scripted_collector(collector_script& script) : script_(script) {}
  delivery send(const std::string& request) override { return script_.take(request); }
  void abort() override { script_.abort(); }

private:
  collector_script& script_;
};

} // namespace docket::service
