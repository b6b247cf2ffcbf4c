#pragma once

#include "docket/app/simulate/child_process.hpp"
#include "docket/app/simulate/seed_report.hpp"
#include "docket/app/simulate/watchdog.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace docket::app {

// Which seeds, by how many processes, and what is done with each.
struct hunt_plan {
  std::uint64_t first = 1;
  std::optional<std::uint64_t> count{}; // Without one: until somebody ends it.
  std::uint32_t jobs = 1;
  patience with_each{};
  std::function<seed_report(std::uint64_t seed)> run{};
};

// Runs seeds in processes of their own, each every jobs-th of them, and tells what became of each. One that
// ends its process or does not end is found by that, and the others go on.
class hunt {
public:
  explicit hunt(hunt_plan plan) : plan_(std::move(plan)) {}

  // Until all are done, or `may_go_on` says no: it is asked a few times a second, and as soon as `wake`
  // becomes readable. Reports come as seeds end, on this thread.
  void run(const std::function<void(const seed_report&)>& on_report, const std::function<bool()>& may_go_on,
           int wake);

private:
  struct worker {
    std::unique_ptr<child_process> process;
    std::optional<std::uint64_t> under_way;
    std::optional<watchdog> over{}; // The seed under way.
    bool done = false;
  };

  [[nodiscard]] bool is_planned(std::uint64_t seed) const;
  void start(worker& one, std::uint64_t first);
  void run_seeds(std::uint64_t first, const child_process::teller& tell) const;
  void listen(worker& to, const std::function<void(const seed_report&)>& on_report);
  void take(worker& from, const std::string& line, const std::function<void(const seed_report&)>& on_report);
  void lose(worker& one, violation how, const std::function<void(const seed_report&)>& on_report);
  void wait(int wake) const;

  hunt_plan plan_;
  std::vector<worker> workers_;
};

} // namespace docket::app
