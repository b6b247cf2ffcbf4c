#include "docket/app/output/progress.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/output.hpp"
#include "docket/app/output/printable.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace docket::app {
namespace {

constexpr int terminal = 2;
constexpr std::size_t bar_width = 24;
constexpr std::chrono::milliseconds redraw_every{100};

std::string bar(double fraction) {
  const auto filled = static_cast<std::size_t>(fraction * bar_width);
  return fmt::format("[{}{}]  {:3.0f} %", std::string(filled, '#'), std::string(bar_width - filled, '-'),
                     fraction * 100.0);
}

std::string remaining(double fraction, std::chrono::milliseconds elapsed) {
  if (fraction <= 0.0 || fraction >= 1.0) return {};
  const auto left = static_cast<double>(elapsed.count()) * (1.0 - fraction) / fraction;
  const auto whole_seconds = static_cast<std::int64_t>(left / 1'000.0 + 0.5) * 1'000;
  if (whole_seconds < 10'000) return fmt::format("  {} s left", whole_seconds / 1'000);
  return fmt::format("  {} left", duration_text(std::chrono::milliseconds{whole_seconds}));
}

std::size_t terminal_columns() {
  winsize size{};
  if (::ioctl(terminal, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

void draw(std::string_view text) noexcept {
  try {
    write_all(terminal, text, "standard error");
  } catch (const output_error&) { // A bar that cannot be drawn stops nothing.
  }
}

} // namespace

std::string progress_line(const std::string& label, const char* unit, const progress_state& state,
                          std::size_t columns) {
  auto line = label + "  ";
  if (state.fraction) line += bar(std::clamp(*state.fraction, 0.0, 1.0)) + "  ";
  line += fmt::format("{} {}{}  {}/s", grouped(state.done), unit, state.note,
                      grouped(per_second(state.done, state.elapsed)));
  if (state.fraction) line += remaining(*state.fraction, state.elapsed);
  return line.substr(0, columns);
}

progress::progress(std::string label, const char* unit)
    : label_(std::move(label)),
      unit_(unit),
      visible_(::isatty(terminal) == 1) {}

bool progress::is_time() {
  if (!visible_) return false;
  const auto now = clock::now();
  if (now < next_) return false;
  next_ = now + redraw_every;
  return true;
}

void progress::redraw(const std::string& line) {
  draw(fmt::format("\r{}\x1b[K", line));
  drawn_ = true;
}

void progress::show(std::uint64_t done, std::optional<double> fraction, const std::string& note) {
  if (!is_time()) return;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - begun_);
  // The last column stays free: some terminals wrap when it is written to.
  redraw(progress_line(label_, unit_, {done, fraction, elapsed, note}, terminal_columns() - 1));
}

void progress::show(const std::string& words) {
  if (is_time()) redraw(clipped(label_ + "  " + words, terminal_columns() - 1));
}

void progress::clear() {
  if (drawn_) draw("\r\x1b[K");
  drawn_ = false;
}

} // namespace docket::app
