#include "other_process.hpp"

#include <csignal>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace docket::testing {
namespace {

[[noreturn]] void live_as_child(int pipe, const std::function<std::string()>& work) {
  std::string line;
  try {
    line = work();
  } catch (const std::exception& error) {
    line = error.what();
  }
  [[maybe_unused]] const auto written = write(pipe, line.data(), line.size());
  close(pipe);
  for (;;)
    pause(); // Never returns into the parent's tests.
}

} // namespace

other_process::other_process(const std::function<std::string()>& work) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  id_ = fork();
  if (id_ == 0) {
    close(ends[0]);
    live_as_child(ends[1], work);
  }
  close(ends[1]);
  char bytes[512];
  for (ssize_t size = 0; (size = read(ends[0], bytes, sizeof bytes)) > 0;)
    said_.append(bytes, static_cast<std::size_t>(size));
  close(ends[0]);
}

other_process::~other_process() { kill(); }

void other_process::kill() {
  if (id_ <= 0) return;
  ::kill(id_, SIGKILL);
  waitpid(id_, nullptr, 0);
  id_ = -1;
}

void give_up_root() {
  constexpr uid_t nobody = 65534;
  if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
    throw std::runtime_error("cannot give up root");
}

} // namespace docket::testing
