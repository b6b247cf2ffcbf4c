#include "docket/service/watch/process_figures.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace docket::service {
namespace {

// Of /proc/self/stat, counted from its third field on: those before it may hold blanks.
constexpr std::size_t user_ticks = 11, kernel_ticks = 12, thread_count = 17, start_ticks = 19,
                      virtual_size = 20, resident_pages = 21;

std::vector<std::uint64_t> own_fields() {
  std::ifstream from{"/proc/self/stat"};
  std::string text{std::istreambuf_iterator<char>{from}, {}};
  const auto name_end = text.rfind(')');
  if (name_end == text.npos) return {};
  std::istringstream words{text.substr(name_end + 1)};
  std::vector<std::uint64_t> fields;
  for (std::string word; words >> word;)
    fields.push_back(std::strtoull(word.c_str(), nullptr, 10));
  return fields;
}

double machine_started_at() {
  std::ifstream from{"/proc/stat"};
  for (std::string line; std::getline(from, line);)
    if (line.starts_with("btime ")) return std::strtod(line.c_str() + 6, nullptr);
  return 0;
}

std::uint64_t count_open_files() {
  std::error_code none;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator one{"/proc/self/fd", none}, end; one != end; one.increment(none))
    ++count;
  return count > 0 ? count - 1 : 0; // The one that this walk had open.
}

} // namespace

process_figures read_process_figures() {
  process_figures figures;
  const auto fields = own_fields();
  if (fields.size() <= resident_pages) return figures;
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  figures.cpu_seconds = static_cast<double>(fields[user_ticks] + fields[kernel_ticks]) / ticks;
  figures.threads = fields[thread_count];
  figures.started_at = machine_started_at() + static_cast<double>(fields[start_ticks]) / ticks;
  figures.virtual_bytes = fields[virtual_size];
  figures.resident_bytes = fields[resident_pages] * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  figures.open_files = count_open_files();
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) figures.open_files_max = limit.rlim_cur;
  return figures;
}

} // namespace docket::service
