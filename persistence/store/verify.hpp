#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace docket {

struct verify_report {
  std::uint64_t events = 0, commits = 0, streams = 0;
  log_head head;
  // The first damage, in words that name the place; empty when the log is whole.
  std::string damage;
  // The place: the first position, stream version or commit that is wrong, as far as it is known.
  std::optional<position> at_position;
  std::optional<std::uint64_t> at_commit;

  [[nodiscard]] bool whole() const noexcept { return damage.empty(); }
};

struct verify_options {
  // A head hash noted earlier. The log must contain a commit with it; a log that was cut off before it does
  // not.
  std::optional<sha256> expect_head;
  // Called now and then with positions checked so far and the last position.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

// Recomputes the hash chain over the stored bytes and checks that positions, versions and commits have no
// gaps. Reads only; beside a writer it checks what was there when it began. Throws store_error when the file
// cannot be read.
[[nodiscard]] verify_report verify_log(const std::filesystem::path& database,
                                       const verify_options& options = {});

} // namespace docket
