#include "docket/persistence/store/sqlite/write_lock.hpp"

#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::sqlite {

write_lock::write_lock(const std::filesystem::path& database, const std::string& name) {
  const std::filesystem::path file = database.string() + ".lock";
  auto attempt = files_at(database).lock(file);
  if (attempt.why)
    throw store_error(store_errc::io, fmt::format("{} cannot be opened for writing: its lock file {}: {}",
                                                  name, file.string(), attempt.why.message()));
  if (!attempt.held)
    throw store_error(store_errc::locked,
                      fmt::format("{} is in use by {}; stop it or use another --db", name, attempt.holder));
  held_ = std::move(attempt.held);
}

} // namespace docket::sqlite
