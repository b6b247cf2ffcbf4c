#pragma once

namespace docket::app {

// While it lives, SIGINT and SIGTERM ask for an end instead of ending the program; the second one of a kind
// ends it at once. At most one may live at a time.
class stop_signals {
public:
  stop_signals();
  ~stop_signals();
  stop_signals(const stop_signals&) = delete;
  stop_signals& operator=(const stop_signals&) = delete;

  // The signal that came, or 0. Cheap, from any thread.
  [[nodiscard]] int caught() const noexcept;
  // Becomes readable when a signal comes.
  [[nodiscard]] int descriptor() const noexcept { return pipe_[0]; }

private:
  int pipe_[2] = {-1, -1};
};

// "SIGINT" or "SIGTERM".
[[nodiscard]] const char* signal_name(int signal) noexcept;

} // namespace docket::app
