#include "docket/app/simulate/child_process.hpp"

#include "docket/app/output/output.hpp"

#include <cerrno>
#include <csignal>
#include <ctime>
#include <exception>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace docket::app {
namespace {

constexpr int failed_status = 1;

// A terminal's Ctrl-C goes to all processes; the parent decides what it means.
void leave_signals_to_parent() {
  static_cast<void>(std::signal(SIGINT, SIG_IGN));
  static_cast<void>(std::signal(SIGTERM, SIG_DFL));
}

// Never returns: nothing of the parent, such as its buffers, is to be ended twice.
[[noreturn]] void be_child(int descriptor, const std::function<void(const child_process::teller&)>& work) {
  leave_signals_to_parent();
  const auto parent = ::getppid();
  const auto tell = [&](std::string_view line) {
    if (::getppid() != parent) ::_exit(failed_status); // Nobody listens any more.
    write_all(descriptor, fmt::format("{}\n", line), "a pipe");
  };
  try {
    work(tell);
  } catch (const std::exception& error) {
    complain(error.what());
    ::_exit(failed_status);
  }
  ::_exit(0);
}

} // namespace

child_process::child_process(const std::function<void(const teller& tell)>& work) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
  id_ = ::fork();
  if (id_ == 0) {
    ::close(ends[0]);
    be_child(ends[1], work);
  }
  const int error = errno;
  ::close(ends[1]);
  descriptor_ = ends[0];
  if (id_ > 0) {
    static_cast<void>(::fcntl(descriptor_, F_SETFL, O_NONBLOCK));
    return;
  }
  ::close(descriptor_);
  throw std::system_error{error, std::generic_category(), "fork"};
}

child_process::~child_process() {
  kill();
  static_cast<void>(end());
  ::close(descriptor_);
}

bool child_process::read(std::vector<std::string>& lines) {
  char bytes[1 << 16];
  for (;;) {
    const auto count = ::read(descriptor_, bytes, sizeof bytes);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN;
    if (count == 0) return false;
    for (const char byte : std::string_view{bytes, static_cast<std::size_t>(count)}) {
      if (byte != '\n') {
        unfinished_ += byte;
        continue;
      }
      lines.push_back(std::move(unfinished_));
      unfinished_.clear();
    }
  }
}

std::chrono::nanoseconds child_process::processor_time() const noexcept {
  clockid_t clock{};
  timespec worked{};
  if (id_ <= 0 || ::clock_getcpuclockid(id_, &clock) != 0 || ::clock_gettime(clock, &worked) != 0) return {};
  return std::chrono::seconds{worked.tv_sec} + std::chrono::nanoseconds{worked.tv_nsec};
}

std::string child_process::end() {
  if (id_ <= 0) return "before";
  int status = 0;
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  id_ = -1;
  if (WIFSIGNALED(status)) return fmt::format("by signal {}", WTERMSIG(status));
  return fmt::format("with status {}", WEXITSTATUS(status));
}

void child_process::kill() noexcept {
  if (id_ > 0) static_cast<void>(::kill(id_, SIGKILL));
}

void wait_for_any(const std::vector<int>& descriptors, int milliseconds) {
  std::vector<pollfd> all;
  for (const int descriptor : descriptors)
    all.push_back({descriptor, POLLIN, 0});
  static_cast<void>(::poll(all.data(), all.size(), milliseconds));
}

} // namespace docket::app
