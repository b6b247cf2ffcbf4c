#include "docket/app/apply/applier.hpp"

#include "docket/domain/any_command.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <thread>
#include <utility>

namespace docket::app {
namespace {

constexpr std::chrono::milliseconds between_tries{1};

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

malformed_line too_long(const input_line& line) {
  return {"line_too_long",
          fmt::format("it has {} bytes; a command line has at most {}", line.bytes, command_line_bytes_max)};
}

} // namespace

applier::applier(engine& to, journal& books, settings with)
    : books_(books),
      with_(std::move(with)),
      places_(with_.in_flight_max),
      pipeline_(
          to, with_.in_flight_max,
          {[this](std::size_t place, const command_result& answer) { return take_answer(place, answer); },
           [this] { books_.flush(fraction_read()); }}) {}

void applier::apply(line_reader& lines) {
  while (may_go_on()) {
    const auto line = lines.next();
    if (!line) break;
    bytes_read_ = lines.bytes_read();
    if (line->too_long) {
      books_.malformed(line->number, {}, too_long(*line));
    } else if (!is_blank(line->text)) {
      apply_line(*line);
    }
    if (any_overloaded_) send_overloaded_again();
  }
  pipeline_.wait_until_idle();
  while (any_overloaded_ && may_go_on()) {
    send_overloaded_again();
    if (any_overloaded_) std::this_thread::sleep_for(between_tries);
  }
}

bool applier::may_go_on() const { return !books_.stopped() && !with_.wants_end(); }

void applier::apply_line(const input_line& line) {
  auto parsed = parse_command_line(line.text);
  if (!parsed) {
    books_.malformed(line.number, line.text, parsed.error());
    return;
  }
  const auto place = pipeline_.acquire();
  auto& sent = places_[place];
  sent.number = line.number;
  sent.command = name_of(parsed->command);
  sent.command_id = parsed->options.id.view();
  sent.text = line.text;
  send(place, *std::move(parsed));
}

void applier::send(std::size_t place, command_line parsed) {
  pipeline_.send(place, std::move(parsed.command), std::move(parsed.options));
}

// The engine was too busy for these. Everything else in flight is let finish first, then they go again one
// after the other in file order, so that none overtakes another of its order. (run_apply keeps fewer in
// flight than any queue of the engine holds, so that this is the exception that it should be.)
void applier::send_overloaded_again() {
  pipeline_.wait_until_idle();
  std::vector<std::size_t> again;
  {
    const std::lock_guard lock{mutex_};
    again.swap(overloaded_);
    any_overloaded_ = false;
  }
  std::sort(again.begin(), again.end(),
            [this](std::size_t a, std::size_t b) { return places_[a].number < places_[b].number; });
  for (const auto place : again) {
    // It parsed before.
    if (auto parsed = parse_command_line(places_[place].text)) send(place, *std::move(parsed));
    pipeline_.wait_until_idle();
  }
}

disposition applier::take_answer(std::size_t place, const command_result& answer) {
  const auto& line = places_[place];
  if (answer) {
    books_.accepted(line, *answer);
  } else if (answer.error().kind == failure_kind::rejected) {
    books_.refused(line, *answer.error().refusal);
  } else if (answer.error().kind == failure_kind::overloaded) {
    const std::lock_guard lock{mutex_};
    overloaded_.push_back(place);
    any_overloaded_ = true;
    return disposition::keep;
  } else {
    books_.failed(line, answer.error());
  }
  return disposition::release;
}

std::optional<double> applier::fraction_read() const {
  if (!with_.input_bytes || *with_.input_bytes == 0) return std::nullopt;
  return static_cast<double>(bytes_read_) / static_cast<double>(*with_.input_bytes);
}

} // namespace docket::app
