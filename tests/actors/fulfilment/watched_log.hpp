#pragma once

#include "../shop.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

namespace docket::shop {

// What happens around the commits of a log: the moments at which a process can die, and everybody else act.
struct commit_watch {
  enum class moment { never, before, after };

  std::atomic<int> commits{0}; // So far.
  std::atomic<int> die_at{0};  // At this commit the process dies,
  std::atomic<moment> dies{
      moment::never}; // before it is written, or after it and before anybody hears of it.
  std::atomic<bool> dead{false};
  std::function<void(int commit)> on_commit{}; // After each; set before the engine starts.
};

// The log of a process that dies at a commit: whoever waits for it hears that nobody knows, and nothing is
// written any more. The log underneath is what a restart finds.
class watched_log : public shared_store {
public:
  watched_log(std::shared_ptr<event_store> log, commit_watch& watch)
      : shared_store(std::move(log)),
        watch_(watch) {}

  commit_result commit(std::span<const append* const> batch, timestamp at) override {
    if (watch_.dead) throw store_error{store_errc::closed_to_writes, "the process is dead"};
    const auto number = ++watch_.commits;
    const bool last = number == watch_.die_at;
    if (last && watch_.dies == commit_watch::moment::before) die();
    auto result = shared_store::commit(batch, at);
    if (last && watch_.dies == commit_watch::moment::after) die();
    if (watch_.on_commit) watch_.on_commit(number);
    return result;
  }
  void write_checkpoint(std::string_view name, position at) override {
    if (!watch_.dead) shared_store::write_checkpoint(name, at);
  }

private:
  [[noreturn]] void die() {
    watch_.dead = true;
    throw store_error{store_errc::outcome_unknown, "the process died"};
  }

  commit_watch& watch_;
};

} // namespace docket::shop
