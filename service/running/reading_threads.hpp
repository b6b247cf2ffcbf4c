#pragma once

#include "docket/engine.hpp"
#include "docket/service/http/answer.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace docket::service {

// Threads, each with a reader of the log, on which questions are answered that read from the disk: the
// server's own thread never waits for it. Past `waiting_max` a question is answered 503 at once.
class reading_threads {
public:
  using question = std::function<http_response(log_reader&)>;
  using listener = std::function<void(const std::string& why)>; // From any thread; may be empty.
  static constexpr std::size_t usual_waiting_max = 4'096;

  reading_threads(const engine& shop, std::size_t threads, std::size_t waiting_max = usual_waiting_max,
                  listener to_failures = {});
  ~reading_threads(); // stop()s.
  reading_threads(const reading_threads&) = delete;
  reading_threads& operator=(const reading_threads&) = delete;

  // Answers with what `ask` says; a store_error becomes a 503, anything else a 500. Why, which has names of
  // files, is for the listener to failures alone.
  void answer_with(answer to, question ask);
  // Runs `work` on one of the threads; false: too much waits, and it will not be run.
  [[nodiscard]] bool run(std::function<void(log_reader&)> work);
  [[nodiscard]] std::size_t waiting() const;
  // Tells the listener to failures of one within such work.
  void failed(const std::exception& error) const;

  // Finishes what is being answered; what waits, and what comes later, is answered 503. Before what carries
  // the answers goes. May be called more than once, by one thread.
  void stop();

private:
  struct piece {
    std::function<void(log_reader&)> work;
    std::function<void()> give_up; // In its place, when nobody will do it; may be empty.
  };
  [[nodiscard]] http_response answered(const question& ask, log_reader& log) const;
  [[nodiscard]] bool take(piece one);
  void work(const engine& shop);

  const std::size_t waiting_max_;
  const listener to_failures_;
  mutable std::mutex mutex_;
  std::condition_variable there_is_work_;
  std::deque<piece> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

} // namespace docket::service
