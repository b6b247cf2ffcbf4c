#include "docket/simulation/gateways/ledger_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace docket {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;

// Visits the whole lines at the front of `bytes` and takes them off; answers how many bytes they were.
std::size_t take_lines(std::string& bytes, const std::function<void(std::string_view)>& visit) {
  std::size_t begin = 0;
  for (auto end = bytes.find('\n'); end != std::string::npos; end = bytes.find('\n', begin)) {
    visit(std::string_view{bytes}.substr(begin, end - begin));
    begin = end + 1;
  }
  bytes.erase(0, begin);
  return begin;
}

// Null when the file can be a ledger of this process.
const char* problem_of(int descriptor) {
  struct stat found {};
  if (::fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) return " is no file";
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return " is in use by another process";
  return nullptr;
}

} // namespace

ledger_file::ledger_file(const std::filesystem::path& path)
    : path_(path),
      descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) fail("cannot open");
  if (const auto* const problem = problem_of(descriptor_)) {
    ::close(descriptor_);
    throw std::runtime_error{path_.string() + problem};
  }
}

ledger_file::~ledger_file() { ::close(descriptor_); }

void ledger_file::read_lines(const std::function<void(std::string_view)>& visit) {
  std::string bytes;
  for (;;) {
    const auto kept = bytes.size();
    bytes.resize(kept + chunk_bytes);
    const auto count = ::read(descriptor_, bytes.data() + kept, chunk_bytes);
    if (count < 0 && errno != EINTR) fail("cannot read");
    bytes.resize(kept + static_cast<std::size_t>(count > 0 ? count : 0));
    if (count == 0) break;
    size_ += static_cast<std::int64_t>(take_lines(bytes, visit));
  }
  if (!bytes.empty()) cut_to_size();
}

void ledger_file::append(std::string line) {
  line += '\n';
  const auto written = ::write(descriptor_, line.data(), line.size());
  if (written == static_cast<ssize_t>(line.size())) {
    size_ += written;
    return;
  }
  const std::error_code why{written < 0 ? errno : ENOSPC, std::generic_category()};
  cut_to_size();
  throw std::system_error{why, "cannot write " + path_.string()};
}

void ledger_file::cut_to_size() {
  if (::ftruncate(descriptor_, size_) != 0) fail("cannot cut a torn line off");
}

void ledger_file::fail(const char* what) const {
  throw std::system_error{errno, std::generic_category(), std::string{what} + " " + path_.string()};
}

} // namespace docket
