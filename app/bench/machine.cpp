#include "docket/app/bench/machine.hpp"

#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

namespace docket::app::bench {
namespace {

std::string cpu_model() {
  std::ifstream file{"/proc/cpuinfo"};
  for (std::string line; std::getline(file, line);) {
    const auto colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

std::string kernel() {
  utsname names{};
  if (::uname(&names) != 0) return "unknown";
  return fmt::format("{} {} {}", names.sysname, names.release, names.machine);
}

bool is_within(const std::string& path, const std::string& mount) {
  return path.starts_with(mount) &&
         (mount == "/" || path.size() == mount.size() || path[mount.size()] == '/');
}

// The mount with the longest path that the databases are within.
std::string filesystem_of(const std::filesystem::path& databases) {
  const auto path = std::filesystem::absolute(databases).string();
  std::ifstream mounts{"/proc/self/mounts"};
  std::string result = "unknown", longest;
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream words{line};
    std::string device, mount, type;
    words >> device >> mount >> type;
    if (!is_within(path, mount) || mount.size() < longest.size()) continue;
    longest = mount;
    result = fmt::format("{} on {}", type, device);
  }
  return result;
}

double load_of_last_minute() {
  double load = -1;
  return ::getloadavg(&load, 1) == 1 ? load : -1;
}

std::string sqlite_version(const std::filesystem::path& database) {
  auto opened = sqlite::open_for_writing(sqlite::locate_for_writing(database), 1u << 20);
  sqlite::statement select{opened.getHandle(), "SELECT sqlite_version()", "reading SQLite's version"};
  sqlite::rows_of rows{select};
  return rows.next() ? std::string{select.text(0)} : std::string{"unknown"};
}

constexpr const char* optimisation() {
#ifdef NDEBUG
  return "optimised";
#else
  return "with asserts: its figures say little";
#endif
}

} // namespace

machine this_machine(const scratch_folder& scratch) {
  const auto pages = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES));
  const auto page_bytes = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  return {cpu_model(),
          std::thread::hardware_concurrency(),
          pages * page_bytes,
          load_of_last_minute(),
          kernel(),
          sqlite_version(scratch.fresh("version")),
          filesystem_of(scratch.path()),
          fmt::format("{} {}.{}, {}",
#ifdef __clang__
                      "clang", __clang_major__, __clang_minor__,
#else
                      "gcc", __GNUC__, __GNUC_MINOR__,
#endif
                      optimisation())};
}

} // namespace docket::app::bench
