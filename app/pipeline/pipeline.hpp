#pragma once

#include "docket/actors/engine.hpp"
#include "docket/domain/any_command.hpp"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace docket::app {

// What is to happen with the place of a command that was answered.
enum class disposition {
  release, // Another command may take it.
  keep,    // It stays with the sender, which sends in it again.
};

// Keeps many commands in flight in an engine. One thread sends: it acquires a place, notes down there
// whatever it wants to know when the answer comes, and sends. The answers are handed over on the pipeline's
// own thread.
class pipeline {
public:
  struct handlers {
    std::function<disposition(std::size_t place, const command_result& answer)> on_answer;
    // After some answers were handed over, and ten times a second when there are none.
    std::function<void()> on_pause;
  };

  pipeline(engine& to, std::size_t in_flight_max, handlers tell);
  // Waits for what is in flight.
  ~pipeline();
  pipeline(const pipeline&) = delete;
  pipeline& operator=(const pipeline&) = delete;

  // A free place, 0 <= place < in_flight_max; waits until there is one. Throws what a handler threw.
  [[nodiscard]] std::size_t acquire();

  // Sends in a place that was acquired or kept.
  void send(std::size_t place, any_command command, command_options options);

  // Waits until everything that was sent has been answered and handed over. Throws what a handler threw;
  // after that no handler is called any more.
  void wait_until_idle();

private:
  struct answer {
    std::size_t place;
    command_result result;
  };

  void take_answer(std::size_t place, command_result result);
  void hand_over_answers();
  [[nodiscard]] bool wait_for_answers(std::vector<answer>& into);
  void hand_over(const std::vector<answer>& batch);
  void call_handlers(const std::vector<answer>& batch, std::vector<std::size_t>& released);

  engine& engine_;
  handlers tell_;
  std::vector<std::size_t> own_places_; // The sending thread's, so that most acquisitions take no lock.

  std::mutex mutex_; // Guards what follows.
  std::condition_variable answered_, released_;
  std::vector<answer> answers_;
  std::vector<std::size_t> free_places_;
  std::size_t in_flight_ = 0; // Sent and not yet handed over.
  std::exception_ptr fault_;  // What a handler threw.
  bool closing_ = false;

  std::thread thread_; // Last: it uses all the others.
};

} // namespace docket::app
