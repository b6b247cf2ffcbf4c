#pragma once

#include "docket/persistence/files/file_system.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"

#include <filesystem>
#include <memory>

namespace docket::backups {

// Where a database shall be. While it lives no other process of docket's opens one there for writing, or
// makes a backup there.
class new_place {
public:
  // Throws store_error: not_found without the folder, io when nothing may be written there, locked when
  // somebody has it, place_taken when there is a database and `replace` is not set, or when something is
  // there that belongs to another database and would spoil this one.
  new_place(const std::filesystem::path& target, bool replace);

  [[nodiscard]] const sqlite::database_file& file() const noexcept { return file_; }

private:
  sqlite::database_file file_;
  std::unique_ptr<held_lock> held_;
};

} // namespace docket::backups
