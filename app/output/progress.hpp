#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace docket::app {

// How far a piece of work is.
struct progress_state {
  std::uint64_t done = 0;         // In units: lines, commands, events.
  std::optional<double> fraction; // 0..1; nothing when the whole is not known.
  std::chrono::milliseconds elapsed{0};
  std::string note{}; // More about what is done, after the unit.
};

// "apply  [##########----------]  52 %  1,234,567 lines  98,000/s  12 s left", at most `columns` wide.
[[nodiscard]] std::string progress_line(const std::string& label, const char* unit,
                                        const progress_state& state, std::size_t columns = 80);

// A line on standard error that is drawn over and over, only when that is a terminal. One thread at a time.
class progress {
public:
  progress(std::string label, const char* unit);
  ~progress() { clear(); }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  // Draws, at most ten times a second.
  void show(std::uint64_t done, std::optional<double> fraction, const std::string& note = {});
  // Draws other words instead, after the label, as often.
  void show(const std::string& words);
  // Takes the line away, so that other lines can be written.
  void clear();

private:
  using clock = std::chrono::steady_clock;

  [[nodiscard]] bool is_time();
  void redraw(const std::string& line);

  std::string label_;
  const char* unit_;
  bool visible_;
  bool drawn_ = false;
  clock::time_point begun_ = clock::now();
  clock::time_point next_ = begun_;
};

} // namespace docket::app
