#pragma once

#include "docket/persistence/backup/place_taken.hpp"
#include "docket/persistence/store/verify.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace docket {

enum class backup_stage { verifying_source, copying, copying_archives, verifying_copy };

// Called now and then with what is done and the whole: bytes while copying, events while verifying. What it
// throws ends the work; nothing of it is left.
using backup_watch = std::function<void(backup_stage stage, std::uint64_t done, std::uint64_t total)>;

struct backup_options {
  bool replace = false; // Whether a file that has the backup's name already is replaced.
  backup_watch watch{};
};

struct restore_options {
  std::optional<sha256> expect_head{}; // A head's hash noted earlier, which the backup must contain.
  backup_watch watch{};
};

struct backup_report {
  verify_report log;       // Of the copy: it is whole.
  std::uint64_t bytes = 0; // Of its file.
  std::size_t archives = 0;
  std::uint64_t archive_bytes = 0;
};

// Makes a copy of the database as it is at one moment, beside a writer in this or another process, which goes
// on. The copy is a database itself, verified and on the disk before it gets its name; until then `backup` is
// as it was. Throws place_taken, and other
// store_errors: locked, full, corrupt when the database is damaged, and what opening one for reading throws.
backup_report back_up(const std::filesystem::path& database, const std::filesystem::path& backup,
                      const backup_options& options = {});

// Makes a database of a backup, where there is none: the backup is verified first, its copy before it gets
// its name. Changes nothing else and removes nothing. The views are made anew by whoever asks for them.
// Throws as back_up does.
backup_report restore(const std::filesystem::path& backup, const std::filesystem::path& database,
                      const restore_options& options = {});

} // namespace docket
