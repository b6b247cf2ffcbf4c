#pragma once

#include "docket/actors/results.hpp"
#include "docket/actors/runtime/admission.hpp"
#include "docket/domain/command_options.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace docket {

// A command on its way, with the promise of exactly one answer: should it be dropped anywhere (an actor that
// died with it in its mailbox), its destructor answers that it was. Passed along by shared_ptr; used by one
// actor at a time.
template <class Aggregate>
class pending_command {
public:
  using callback = std::function<void(command_result)>;

  pending_command(typename Aggregate::command what, command_options with, std::uint64_t payload_fingerprint,
                  callback done, admission& door)
      : command(std::move(what)),
        options(std::move(with)),
        fingerprint(payload_fingerprint),
        done_(std::move(done)),
        door_(door),
        arrived_(std::chrono::steady_clock::now()) {}
  pending_command(const pending_command&) = delete;
  pending_command& operator=(const pending_command&) = delete;

  ~pending_command() {
    if (done_)
      answer(
          unexpected{failure{failure_kind::internal, {}, "the command was dropped by a part that failed"}});
  }

  void answer(command_result result) {
    const auto done = std::exchange(done_, nullptr);
    if (!done) return;
    door_.answered(kind_of_command<Aggregate>(command), result, arrived_);
    done(std::move(result));
  }

  [[nodiscard]] std::chrono::steady_clock::time_point arrived() const noexcept { return arrived_; }

  typename Aggregate::command command;
  command_options options;
  std::uint64_t fingerprint = 0;
  int conflicts = 0; // How often an append with it met a stream that was not as expected.

private:
  callback done_;
  admission& door_;
  std::chrono::steady_clock::time_point arrived_;
};

template <class Aggregate>
using command_ptr = std::shared_ptr<pending_command<Aggregate>>;

} // namespace docket
