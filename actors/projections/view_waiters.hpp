#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace docket {

// How far one view is, and who waits for it to be further. Thread-safe.
class view_waiters {
public:
  using deadline = std::chrono::steady_clock::time_point;
  // Told, once, whether the view got there; on the thread that keeps the view or that gives up.
  using callback = std::function<void(bool reached)>;
  using ticket = std::uint64_t;

  // The view's rows are committed up to here. Nothing until the view is open.
  void reach(position at);
  [[nodiscard]] std::optional<position> reached() const;

  // Whether anybody waits: then the view need not rest.
  [[nodiscard]] bool wanted() const;

  // Blocks the caller until the view is open and there, at most until then; false when it is not there by
  // then, or never will be.
  [[nodiscard]] bool wait(position at, deadline until);

  // The same without blocking: `done` is called at once when the view is there already (answers nothing), or
  // when it gets there. Whoever wants a limit gives up by the ticket.
  [[nodiscard]] std::optional<ticket> call_when(position at, callback done);
  void give_up(ticket which);

  // The view will get no further: everybody who waits is told so, and who comes later is not kept waiting.
  void close();

private:
  struct waiting {
    ticket number = 0;
    callback done;
  };

  [[nodiscard]] bool is_there(position at) const { return reached_ && *reached_ >= at; }

  mutable std::mutex lock_;
  std::condition_variable moved_;
  std::optional<position> reached_;
  bool closed_ = false;
  std::size_t blocked_ = 0; // Callers in wait().
  ticket next_ = 1;
  std::multimap<position, waiting> callbacks_;
};

} // namespace docket
