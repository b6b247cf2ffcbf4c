#include "docket/service/access/access_log.hpp"

#include "docket/service/access/access_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace docket::service {
namespace {

int open_to_append(const std::filesystem::path& file) {
  return ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

bool is_named(int descriptor, const std::filesystem::path& file) {
  struct stat opened {
  }, named{};
  return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

} // namespace

access_log::access_log(options with) : with_(std::move(with)), descriptor_(open_to_append(with_.file)) {
  if (descriptor_ < 0)
    throw access_log_error{
        fmt::format("cannot open {} to record requests: {}", with_.file.string(), std::strerror(errno))};
  thread_ = std::thread{[this] { work(); }};
}

access_log::~access_log() {
  {
    const std::scoped_lock hold{mutex_};
    stopping_ = true;
  }
  there_is_work_.notify_all();
  thread_.join();
  if (descriptor_ >= 0) ::close(descriptor_);
}

void access_log::record(const served& one) {
  const auto line = access_record(one, with_.clock()) + "\n";
  {
    const std::scoped_lock hold{mutex_};
    if (waiting_.size() + line.size() > with_.waiting_bytes_max) {
      ++dropped_; // Said when the thread comes to it: it is busy with what it could not write.
      return;
    }
    waiting_ += line;
    ++waiting_lines_;
  }
  there_is_work_.notify_one();
}

void access_log::flush() {
  std::unique_lock hold{mutex_};
  is_idle_.wait(hold, [this] { return waiting_.empty() && !busy_; });
}

void access_log::work() {
  std::unique_lock hold{mutex_};
  while (true) {
    there_is_work_.wait(hold, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto lines = std::exchange(waiting_, {});
    const auto count = std::exchange(waiting_lines_, 0);
    busy_ = true;
    hold.unlock();
    write(lines, count);
    hold.lock();
    busy_ = false;
    is_idle_.notify_all();
  }
}

bool access_log::follow_name() {
  if (descriptor_ >= 0 && is_named(descriptor_, with_.file)) return true;
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = open_to_append(with_.file);
  line_is_torn_ = false;
  return descriptor_ >= 0;
}

void access_log::write(const std::string& lines, std::uint64_t count) {
  if (!follow_name()) return say_lost(count, std::strerror(errno));
  const auto text = line_is_torn_ ? "\n" + lines : lines;
  std::string_view left{text};
  while (!left.empty()) {
    const auto wrote = ::write(descriptor_, left.data(), left.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      const std::string why = std::strerror(errno);
      const auto lost = static_cast<std::uint64_t>(std::ranges::count(left, '\n'));
      line_is_torn_ = left.size() < text.size() ? text[text.size() - left.size() - 1] != '\n' : line_is_torn_;
      written_ += count - std::min(count, lost);
      return say_lost(std::min(count, lost), why);
    }
    left.remove_prefix(static_cast<std::size_t>(wrote));
  }
  line_is_torn_ = false;
  written_ += count;
}

void access_log::say_lost(std::uint64_t lines, const std::string& why) {
  dropped_ += lines;
  with_.log(fmt::format("{} requests were not recorded in {}: {}", lines, with_.file.string(), why));
}

} // namespace docket::service
