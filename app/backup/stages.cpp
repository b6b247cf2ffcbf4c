#include "docket/app/backup/stages.hpp"

#include "docket/app/output/output.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

const char* label_of(backup_stage stage) {
  switch (stage) {
  case backup_stage::verifying_source: return "verify the backup";
  case backup_stage::copying: return "copy";
  case backup_stage::copying_archives: return "copy archives";
  case backup_stage::verifying_copy: return "verify the copy";
  }
  return "";
}

const char* unit_of(backup_stage stage) {
  const bool copies = stage == backup_stage::copying || stage == backup_stage::copying_archives;
  return copies ? "bytes" : "events";
}

} // namespace

backup_watch stages::watch() {
  return [this](backup_stage stage, std::uint64_t done, std::uint64_t total) { show(stage, done, total); };
}

void stages::show(backup_stage stage, std::uint64_t done, std::uint64_t total) {
  if (signals_.caught() != 0) throw interrupted{};
  if (stage_ != stage) {
    stage_ = stage;
    bar_.emplace(label_of(stage), unit_of(stage));
  }
  bar_->show(done, total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total));
}

std::chrono::milliseconds stages::took() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - begun_);
}

exit_status stages::run(const std::function<exit_status()>& work) {
  try {
    const auto status = work();
    bar_.reset();
    return status;
  } catch (const interrupted&) {
    bar_.reset();
    complain(fmt::format("interrupted by {}; nothing was kept", signal_name(signals_.caught())));
    return ended_by_signal(signals_.caught());
  }
}

} // namespace docket::app
