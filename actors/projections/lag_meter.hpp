#pragma once

#include "docket/actors/projections.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <functional>
#include <memory>
#include <mutex>

namespace docket {

// How far views are behind, by the log itself and not by what their runners believe. Asks over one reader
// that it keeps: status is asked for often, and opening a reader costs more than the question. Thread-safe.
class lag_meter {
public:
  lag_meter(std::function<std::unique_ptr<log_reader>()> open_log, std::function<timestamp()> clock);

  // Sets head and lag; a view that calls itself live and is behind is catching up. Throws store_error.
  void measure(projection_status& status);
  // Lets go of the reader, so that the log can be closed.
  void close();

private:
  void measure_with(log_reader& log, projection_status& status) const;

  std::function<std::unique_ptr<log_reader>()> open_log_;
  std::function<timestamp()> clock_;
  std::mutex lock_;
  std::unique_ptr<log_reader> log_; // Opened anew after a failure.
};

} // namespace docket
