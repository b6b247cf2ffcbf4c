#include "docket/simulation/planted/hunt.hpp"

#include "docket/simulation/planted/planted_list.hpp"
#include "docket/simulation/shop/run_scenario.hpp"

#include <stdexcept>

#ifdef DOCKET_PLANTED_BUGS

#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <string_view>
#include <system_error>
#include <utility>

namespace docket {

namespace {

// A run takes milliseconds; one that works for so long is in a loop without steps. Not by the clock: machines
// are paused, and busy with other things.
constexpr int work_s_max = 60;
constexpr std::uint64_t steps_max = 300'000;

// From now on the process ends by SIGPROF when it has worked for so long.
void limit_work() {
  const itimerval limit{{0, 0}, {work_s_max, 0}};
  ::setitimer(ITIMER_PROF, &limit, nullptr);
}

// What a scenario violates first; empty when it is clean.
std::string first_violation(std::uint64_t seed, const scenario_wishes& wishes) {
  try {
    const auto result = run(draw_scenario(seed, wishes), {.steps_max = steps_max});
    return result.violations.empty() ? std::string{} : result.violations.front().invariant;
  } catch (const std::exception&) {
    return "failed";
  }
}

// What the bug makes it violate: nothing, where the scenario is violated without the bug, too.
std::string given_away_by(std::uint64_t seed, planted_bug bug, const scenario_wishes& wishes) {
  limit_work();
  plant(bug);
  auto violated = first_violation(seed, wishes);
  if (violated.empty() || bug == planted_bug::none) return violated;
  plant(planted_bug::none);
  return first_violation(seed, wishes).empty() ? violated : std::string{};
}

// The child: a line for each seed, with the invariant that was violated, until one was.
[[noreturn]] void hunt_and_tell(int to, planted_bug bug, std::uint64_t from_seed, std::uint64_t seeds_max) {
  const auto* const entry = find_planted(bug);
  const auto wishes = entry ? wishes_for(*entry) : scenario_wishes{};
  for (std::uint64_t i = 0; i < seeds_max; ++i) {
    const auto violated = given_away_by(from_seed + i, bug, wishes);
    const auto line = violated + "\n";
    if (::write(to, line.data(), line.size()) < 0 || !violated.empty()) break;
  }
  ::_exit(0);
}

// What the child told: its last line, and how many there were.
struct tale {
  std::uint64_t lines = 0;
  std::string last;
};

void take(tale& told, std::string& line, std::string_view bytes) {
  for (const char c : bytes) {
    if (c != '\n') {
      line += c;
      continue;
    }
    ++told.lines;
    told.last = std::exchange(line, {});
  }
}

// Until the child has ended, in whatever way.
tale listen(int from) {
  tale told;
  std::string line;
  std::array<char, 4'096> bytes{};
  for (;;) {
    const auto count = ::read(from, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return told;
    take(told, line, {bytes.data(), static_cast<std::size_t>(count)});
  }
}

hunt outcome_of(const tale& told, int status, std::uint64_t from_seed) {
  const bool hung = WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF;
  const bool crashed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
  if (crashed) return {told.lines + 1, hung ? "hung" : "crashed", from_seed + told.lines};
  if (told.last.empty()) return {told.lines, {}, 0};
  return {told.lines, told.last, from_seed + told.lines - 1};
}

} // namespace

hunt hunt_planted(planted_bug bug, std::uint64_t from_seed, std::uint64_t seeds_max) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::system_error{errno, std::generic_category(), "making a pipe"};
  const auto child = ::fork();
  if (child < 0) throw std::system_error{errno, std::generic_category(), "starting a process"};
  if (child == 0) {
    ::close(ends[0]); // So that writing ends it when nobody listens any more.
    hunt_and_tell(ends[1], bug, from_seed, seeds_max);
  }
  ::close(ends[1]);
  const auto told = listen(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return outcome_of(told, status, from_seed);
}

} // namespace docket

#else

namespace docket {

hunt hunt_planted(planted_bug, std::uint64_t, std::uint64_t) {
  throw std::logic_error{"this build has no bugs to plant: configure it with -DDOCKET_PLANTED_BUGS=ON"};
}

} // namespace docket

#endif
