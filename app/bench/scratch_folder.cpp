#include "docket/app/bench/scratch_folder.hpp"

#include "docket/app/program/errors.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <system_error>

namespace docket::app::bench {

namespace fs = std::filesystem;

scratch_folder::scratch_folder(const fs::path& where) {
  const auto parent = fs::is_directory(where) ? where : fs::absolute(where).parent_path();
  auto pattern = (parent / "docket-bench-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw command_failed(
        fmt::format("no folder for the benchmark can be made in {}: {}; name another one with --db",
                    parent.string(), std::strerror(errno)));
  path_ = pattern;
}

scratch_folder::~scratch_folder() {
  std::error_code ignored; // Nothing depends on it.
  fs::remove_all(path_, ignored);
}

fs::path scratch_folder::fresh(const std::string& name) const {
  fs::remove_all(path_ / name);
  fs::create_directory(path_ / name);
  return path_ / name / "docket.db";
}

} // namespace docket::app::bench
