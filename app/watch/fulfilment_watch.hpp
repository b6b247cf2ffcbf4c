#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/watch/fulfilment_tally.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace docket::app {

// Counts the ends of fulfilments as they are written, and knows from the index of deadlines when there is
// none left that can end: nothing here looks at every order. counts() and all_ended() serve one thread.
class fulfilment_watch {
public:
  // Counts from after this position on.
  fulfilment_watch(engine& of, position since);

  [[nodiscard]] fulfilment_tally counts();

  // Whether the log has been made known to fulfilments to its end and none is under way. Throws
  // command_failed when the log cannot be followed, store_error.
  [[nodiscard]] bool all_ended();

  // Something that changes whenever fulfilments get on.
  struct mark {
    position head{}, told{};
    friend bool operator==(const mark&, const mark&) = default;
  };
  [[nodiscard]] mark progress();
  // Whether there is a fulfilment that should have been woken a while ago, or something to tell one.
  [[nodiscard]] bool is_work_due();

private:
  struct undoing {
    std::string reason;
    bool abandoned = false;
  };

  void take(const event_view& event);
  void count_compensated(const event_view& event);
  [[nodiscard]] std::optional<undoing> look_up(const event_view& ended);
  void count(const undoing& why);

  const position since_;
  std::unique_ptr<log_reader> reader_; // Of the asking thread.

  // Of the subscription's thread.
  std::unique_ptr<log_reader> history_reader_;
  std::unordered_map<std::string, undoing> being_undone_;

  std::mutex mutex_; // Guards what follows.
  fulfilment_tally counts_;
  std::optional<std::string> fault_;

  subscription events_; // Last: its thread uses all the others.
};

} // namespace docket::app
