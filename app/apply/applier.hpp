#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/apply/journal.hpp"
#include "docket/app/input/line_reader.hpp"
#include "docket/app/pipeline/pipeline.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace docket::app {

// Carries the lines of a file to an engine, many in flight, in file order within one order.
class applier {
public:
  struct settings {
    std::size_t in_flight_max = 1;
    std::optional<std::uint64_t> input_bytes; // The size of the whole input, where it is known.
    std::function<bool()> wants_end;          // Asked before each line.
  };

  applier(engine& to, journal& books, settings with);

  // Reads to the end, or until the journal is stopped or an end is wanted; returns when everything that was
  // sent has been answered. Throws what reading and recording throw.
  void apply(line_reader& lines);

private:
  [[nodiscard]] bool may_go_on() const;
  void apply_line(const input_line& line);
  void send(std::size_t place, command_line parsed);
  void send_overloaded_again();
  [[nodiscard]] disposition take_answer(std::size_t place, const command_result& answer);
  [[nodiscard]] std::optional<double> fraction_read() const;

  journal& books_;
  settings with_;
  std::vector<sent_line> places_; // By place; only whoever holds a place touches its line.
  std::atomic<std::uint64_t> bytes_read_{0};

  std::mutex mutex_; // Guards what follows.
  std::vector<std::size_t> overloaded_;
  std::atomic<bool> any_overloaded_{false};

  pipeline pipeline_; // Last: its thread uses all the others.
};

} // namespace docket::app
