#pragma once

#include "docket/simulation/audit/audited_log.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace docket {

// What one subscriber to the whole log saw. A crash ends it; the next one begins where it likes. One thread
// at a time.
class subscriber_watch {
public:
  // It is to see every event after this position.
  explicit subscriber_watch(std::string name, position after = {}) : name_(std::move(name)), last_(after) {}

  // Called with each event that it is handed. Finds `subscriber_gap`.
  void see(const event_view& event);

  // Each event that it saw is the log's at that position. Once everything is quiet it must have seen all.
  // Adds what it has found so far.
  void compare(const audited_log& log, bool quiet, findings& found) const;

  [[nodiscard]] position last() const noexcept { return last_; }

private:
  struct sighting {
    docket::position position;
    uuid id;
    std::size_t content = 0; // A hash of the rest.
  };

  std::string name_;
  position last_;
  std::vector<sighting> seen_;
  findings found_;
};

} // namespace docket
