#include "docket/service/running/reading_threads.hpp"

#include "docket/persistence/store/store_error.hpp"
#include "docket/service/answers/problem.hpp"

#include <memory>
#include <utility>

namespace docket::service {
namespace {

http_response too_busy() {
  return problem(503, "overloaded", "Too many questions wait; ask again later.")
      .with("Retry-After", std::to_string(retry_after_s));
}

http_response stopping() {
  return problem(503, "stopping", "The service is stopping; ask again later.")
      .with("Retry-After", std::to_string(retry_after_s));
}

} // namespace

reading_threads::reading_threads(const engine& shop, std::size_t threads, std::size_t waiting_max,
                                 listener to_failures)
    : waiting_max_(waiting_max),
      to_failures_(std::move(to_failures)) {
  for (std::size_t i = 0; i < threads; ++i)
    threads_.emplace_back([this, &shop] { work(shop); });
}

reading_threads::~reading_threads() { stop(); }

void reading_threads::stop() {
  std::deque<piece> left;
  {
    std::lock_guard lock{mutex_};
    stopping_ = true;
    left.swap(queue_);
  }
  there_is_work_.notify_all();
  for (auto& thread : threads_)
    thread.join();
  threads_.clear();
  for (const auto& one : left)
    if (one.give_up) one.give_up();
}

void reading_threads::answer_with(answer to, question ask) {
  const auto shared = share(std::move(to));
  const bool taken =
      take({[this, shared, ask = std::move(ask)](log_reader& log) { shared->send(answered(ask, log)); },
            [shared] { shared->send(stopping()); }});
  if (!taken) shared->send(too_busy());
}

http_response reading_threads::answered(const question& ask, log_reader& log) const {
  try {
    return ask(log);
  } catch (const store_error& error) {
    failed(error);
    return problem(503, "store_unavailable", "The log cannot be read now; ask again later.")
        .with("Retry-After", std::to_string(retry_after_s));
  } catch (const std::exception& error) {
    failed(error);
    return problem(500, "internal", "The program failed to answer; its log may say why.");
  }
}

void reading_threads::failed(const std::exception& error) const {
  if (to_failures_) to_failures_(std::string{"a question could not be answered: "} + error.what());
}

bool reading_threads::run(std::function<void(log_reader&)> work) { return take({std::move(work), {}}); }

bool reading_threads::take(piece one) {
  {
    std::lock_guard lock{mutex_};
    if (stopping_ || queue_.size() >= waiting_max_) return false;
    queue_.push_back(std::move(one));
  }
  there_is_work_.notify_one();
  return true;
}

std::size_t reading_threads::waiting() const {
  std::lock_guard lock{mutex_};
  return queue_.size();
}

void reading_threads::work(const engine& shop) {
  const auto log = shop.open_reader();
  while (true) {
    piece next;
    {
      std::unique_lock lock{mutex_};
      there_is_work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (stopping_) return;
      next = std::move(queue_.front());
      queue_.pop_front();
    }
    next.work(*log);
  }
}

} // namespace docket::service
