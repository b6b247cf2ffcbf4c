#pragma once

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace docket::backups {

// Throws a store_error, full or io: which file, while doing what ("syncing"), why, and what to do.
[[noreturn]] inline void fail(const std::filesystem::path& file, std::string_view doing,
                              std::error_code why) {
  const bool full = why == std::errc::no_space_on_device;
  throw store_error(full ? store_errc::full : store_errc::io,
                    fmt::format("{}: {} failed: {}{}", file.string(), doing, why.message(),
                                full ? "; make room on the disk and try again" : ""));
}

[[noreturn]] inline void fail_by_errno(const std::filesystem::path& file, std::string_view doing) {
  fail(file, doing, {errno, std::generic_category()});
}

} // namespace docket::backups
