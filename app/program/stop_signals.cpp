#include "docket/app/program/stop_signals.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace docket::app {
namespace {

// A handler can reach nothing but globals.
std::atomic<int> caught_signal{0};
std::atomic<int> wake_descriptor{-1};

void on_signal(int signal) {
  const int saved = errno;
  caught_signal = signal;
  const char byte = 0;
  static_cast<void>(!::write(wake_descriptor, &byte, 1));
  errno = saved;
}

void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  static_cast<void>(::sigaction(signal, &action, nullptr));
}

} // namespace

stop_signals::stop_signals() {
  if (::pipe2(pipe_, O_CLOEXEC | O_NONBLOCK) != 0)
    throw std::system_error{errno, std::generic_category(), "pipe"};
  caught_signal = 0;
  wake_descriptor = pipe_[1];
  set_handler(SIGINT, on_signal);
  set_handler(SIGTERM, on_signal);
}

stop_signals::~stop_signals() {
  set_handler(SIGINT, SIG_DFL);
  set_handler(SIGTERM, SIG_DFL);
  ::close(pipe_[0]);
  ::close(pipe_[1]);
}

int stop_signals::caught() const noexcept { return caught_signal; }

const char* signal_name(int signal) noexcept { return signal == SIGINT ? "SIGINT" : "SIGTERM"; }

} // namespace docket::app
