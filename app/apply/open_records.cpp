#include "docket/app/apply/open_records.hpp"

#include "docket/app/program/errors.hpp"

#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>

namespace docket::app {
namespace {

namespace fs = std::filesystem;

// True for two names of one regular file, which need not exist yet.
bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  if (fs::exists(a, ignored)) return fs::is_regular_file(a, ignored) && fs::equivalent(a, b, ignored);
  return fs::weakly_canonical(fs::absolute(a, ignored), ignored) ==
         fs::weakly_canonical(fs::absolute(b, ignored), ignored);
}

bool same_file(const fs::path& a, int descriptor) {
  struct stat named {
  }, opened{};
  return ::stat(a.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 && S_ISREG(opened.st_mode) &&
         named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

bool belongs_to(const fs::path& file, const fs::path& database) {
  for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) {
    if (same_file(file, database.string() + suffix)) return true;
  }
  return false;
}

std::unique_ptr<record_file> open_record(const std::string& path, const input_file& input,
                                         const fs::path& database, const std::vector<fs::path>& kept) {
  const auto refuse = [&path](const char* why) {
    return command_failed{fmt::format("cannot write {}: {}", path, why)};
  };
  if (same_file(path, input.descriptor())) throw refuse("it is the file that is read");
  if (belongs_to(path, database)) throw refuse("it is the database's");
  for (const auto& file : kept) {
    if (same_file(path, file)) throw refuse("it is a ledger of the simulated gateways");
  }
  return std::make_unique<record_file>(path);
}

} // namespace

journal::files open_records(const apply_options& options, const input_file& input, const fs::path& database,
                            const std::vector<fs::path>& kept) {
  const auto& rejects = options.rejects;
  const auto& receipts = options.receipts;
  if (rejects && receipts && same_file(*rejects, *receipts)) {
    throw command_failed{
        fmt::format("cannot write {}: it would have both the rejects and the receipts", *rejects)};
  }
  return {rejects ? open_record(*rejects, input, database, kept) : nullptr,
          receipts ? open_record(*receipts, input, database, kept) : nullptr};
}

} // namespace docket::app
