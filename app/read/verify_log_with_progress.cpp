#include "docket/app/read/verify_log_with_progress.hpp"

#include "docket/app/output/progress.hpp"

namespace docket::app {

verify_report verify_log_with_progress(const std::filesystem::path& database,
                                       const std::optional<sha256>& expected_head) {
  progress bar{"verify", "events"};
  const auto show = [&bar](std::uint64_t done, std::uint64_t total) {
    bar.show(done, total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total));
  };
  return verify_log(database, {expected_head, show});
}

} // namespace docket::app
