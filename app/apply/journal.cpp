#include "docket/app/apply/journal.hpp"

#include "docket/app/apply/records.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/output.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

constexpr std::uint64_t complaints_max = 10;

} // namespace

void journal::begin() {
  for (auto* file : {files_.rejects.get(), files_.receipts.get()}) {
    if (file != nullptr) file->empty();
  }
}

void journal::malformed(std::uint64_t line, std::string_view text, const malformed_line& why) {
  const std::lock_guard lock{mutex_};
  ++counts_.malformed;
  count_one(counts_.malformed_by, why.rule);
  if (files_.rejects) files_.rejects->add(reject_record(line, text, why));
  if (counts_.malformed <= complaints_max) complain_of(line, why);
}

void journal::accepted(const sent_line& line, const receipt& answer) {
  const std::lock_guard lock{mutex_};
  ++(answer.repeated ? counts_.repeated : counts_.accepted);
  if (files_.receipts) files_.receipts->add(receipt_record(line.number, line.command_id, answer));
}

void journal::refused(const sent_line& line, const rejection& why) {
  const std::lock_guard lock{mutex_};
  ++counts_.refused;
  count_one(counts_.refused_by, why.rule);
  count_one(counts_.refused_by_command, line.command);
  if (files_.rejects) files_.rejects->add(reject_record(line.number, line.text, why));
}

void journal::failed(const sent_line& line, const docket::failure& why) {
  const std::lock_guard lock{mutex_};
  ++counts_.failed;
  if (!failure_ || line.number < failure_->line) failure_ = stopping_failure{line.number, why};
}

void journal::note(const std::string& line) {
  const std::lock_guard lock{mutex_};
  progress_.clear();
  complain(line);
}

void journal::flush(std::optional<double> fraction) {
  const std::lock_guard lock{mutex_};
  write_records();
  progress_.show(counts_.all(), fraction);
}

void journal::finish() {
  const std::lock_guard lock{mutex_};
  progress_.clear();
  write_records();
  if (counts_.malformed <= complaints_max) return;
  const auto untold = counts_.malformed - complaints_max;
  complain(fmt::format("{} more {} malformed; {}", grouped(untold), untold == 1 ? "line is" : "lines are",
                       files_.rejects ? "the rejects tell of each" : "--rejects FILE tells of each"));
}

void journal::show(const std::string& words) {
  const std::lock_guard lock{mutex_};
  progress_.show(words);
}

void journal::show_nothing() {
  const std::lock_guard lock{mutex_};
  progress_.clear();
}

bool journal::stopped() const {
  const std::lock_guard lock{mutex_};
  return failure_.has_value();
}

std::optional<stopping_failure> journal::failure() const {
  const std::lock_guard lock{mutex_};
  return failure_;
}

tally journal::counts() const {
  const std::lock_guard lock{mutex_};
  return counts_;
}

void journal::write_records() {
  if (files_.receipts) files_.receipts->flush();
  if (files_.rejects) files_.rejects->flush();
}

void journal::complain_of(std::uint64_t line, const malformed_line& why) {
  progress_.clear();
  complain(fmt::format("line {}: {}", line, why.message));
}

} // namespace docket::app
