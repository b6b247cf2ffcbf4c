#pragma once

#include "docket/actors/results.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/output/record_file.hpp"
#include "docket/app/pipeline/tally.hpp"
#include "docket/persistence/codec/command_line.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace docket::app {

// What is remembered of a line until its command is answered.
struct sent_line {
  std::uint64_t number = 0;
  std::string_view command; // Its stable name; static storage.
  std::string command_id;
  std::string text; // The line itself, for another try and for the rejects.
};

// The line and the answer that made the run stop.
struct stopping_failure {
  std::uint64_t line = 0;
  docket::failure failure;
};

// Keeps the books of a run: counts, rejects, receipts, messages, progress. Thread-safe: the reading thread
// notes malformed lines, the pipeline's the answers.
class journal {
public:
  struct files {
    std::unique_ptr<record_file> rejects, receipts; // Null when not wanted.
  };

  explicit journal(files to) : files_(std::move(to)) {}

  // Empties the files.
  void begin();

  void malformed(std::uint64_t line, std::string_view text, const malformed_line& why);
  void accepted(const sent_line& line, const receipt& answer);
  void refused(const sent_line& line, const rejection& why);
  // A failure that no other line can be spared; stopped() is true from then on.
  void failed(const sent_line& line, const failure& why);

  // Something that the engine has to say, on a line of its own.
  void note(const std::string& line);

  // Hands out the records of what was noted so far, and draws the progress. `fraction` of the input that was
  // read.
  void flush(std::optional<double> fraction);
  // The same at the end, without progress; tells how many malformed lines were not told of.
  void finish();

  // Draws, in the place of progress, how what comes after the last line gets on.
  void show(const std::string& words);
  void show_nothing();

  [[nodiscard]] bool stopped() const;
  [[nodiscard]] std::optional<stopping_failure> failure() const; // Of the first line, in file order.
  [[nodiscard]] tally counts() const;

private:
  void write_records();
  void complain_of(std::uint64_t line, const malformed_line& why);

  mutable std::mutex mutex_;
  files files_;
  tally counts_;
  std::optional<stopping_failure> failure_;
  progress progress_{"apply", "lines"};
};

} // namespace docket::app
