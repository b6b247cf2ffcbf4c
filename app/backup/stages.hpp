#pragma once

#include "docket/app/output/progress.hpp"
#include "docket/app/program/exit_status.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/persistence/backup/backup.hpp"

#include <chrono>
#include <functional>
#include <optional>

namespace docket::app {

// The stages of a backup as they go by: a bar for each, and an end where a signal asks for one.
class stages {
public:
  // For the backup's options; valid as long as this.
  [[nodiscard]] backup_watch watch();

  // Runs the work and answers its exit status, or that of the signal that ended it: then nothing is kept, and
  // a line says so.
  [[nodiscard]] exit_status run(const std::function<exit_status()>& work);
  // Since this was made.
  [[nodiscard]] std::chrono::milliseconds took() const;

private:
  struct interrupted {};
  using clock = std::chrono::steady_clock;

  void show(backup_stage stage, std::uint64_t done, std::uint64_t total);

  stop_signals signals_;
  std::optional<backup_stage> stage_;
  std::optional<progress> bar_;
  clock::time_point begun_ = clock::now();
};

} // namespace docket::app
