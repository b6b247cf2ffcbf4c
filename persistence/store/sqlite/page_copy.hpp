#pragma once

#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace docket::sqlite {

// Copies a database page by page to `to`, where there is an empty file or none, as it is at one moment, and
// answers the hash of its last commit: everything up to that commit is in the copy and nothing after it.
// Beside a writer, which goes on; only its write-ahead log is not begun anew before the copy is done. The
// copy is not synced.
//
// `progress` is called between two pieces, with bytes; what it throws ends the copying. Throws store_error.
[[nodiscard]] sha256 copy_pages(const database_file& from, const std::filesystem::path& to,
                                const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

} // namespace docket::sqlite
