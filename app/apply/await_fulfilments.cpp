#include "docket/app/apply/await_fulfilments.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/persistence/read/fulfilment_list.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <poll.h>

namespace docket::app {
namespace {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds look_every{100};
constexpr int rest_factor = 20; // Looking takes at most a twentieth of the time, however many are open.
constexpr std::chrono::minutes patience{2};
constexpr std::size_t reasons_shown = 3;

// Until a signal comes, at most so long.
void rest(const stop_signals& signals, milliseconds at_most) {
  pollfd wake{signals.descriptor(), POLLIN, 0};
  static_cast<void>(::poll(&wake, 1, static_cast<int>(at_most.count())));
}

// Whether those who should have got on by now have not for a long time: everything that is due is woken
// within seconds, which writes events.
class standstill {
public:
  explicit standstill(fulfilment_watch& watch) : watch_(watch), last_(watch.progress()) {}

  [[nodiscard]] bool found() {
    const auto now = watch_.progress();
    if (now != last_ || !watch_.is_work_due()) {
      last_ = now;
      since_ = clock::now();
    }
    return clock::now() - since_ > patience;
  }

private:
  fulfilment_watch& watch_;
  fulfilment_watch::mark last_;
  clock::time_point since_ = clock::now();
};

} // namespace

void await_fulfilments(fulfilment_watch& watch, journal& books, const stop_signals& signals) {
  standstill still{watch};
  while (signals.caught() == 0) {
    const auto begun = clock::now();
    if (watch.all_ended()) return;
    if (still.found())
      throw command_failed{"fulfilments do not get on any more although some are due; docket fulfilment list "
                           "--stuck tells which"};
    books.show(fulfilments_line(watch.counts()));
    const auto looked = std::chrono::duration_cast<milliseconds>(clock::now() - begun);
    rest(signals, std::max(look_every, rest_factor * looked));
  }
}

std::string fulfilments_line(const fulfilment_tally& counts) {
  auto line = fmt::format("{} open, {} completed, {} compensated", grouped(counts.under_way),
                          grouped(counts.completed), grouped(counts.compensated));
  std::string reasons;
  const auto by = ranked(counts.compensated_by);
  for (std::size_t i = 0; i < by.size() && i < reasons_shown; ++i)
    reasons += fmt::format("{}{} {}", i == 0 ? "" : ", ", grouped(by[i].second), by[i].first);
  if (!reasons.empty()) line += fmt::format(" ({}{})", reasons, by.size() > reasons_shown ? ", …" : "");
  return line + fmt::format(", {} parked", grouped(counts.parked));
}

} // namespace docket::app
