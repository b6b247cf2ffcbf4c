#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/program/errors.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace docket::app::bench {
namespace {

constexpr std::size_t page_bytes = 4'096;
constexpr std::size_t pages = 1'024;

using page = std::array<char, page_bytes>;

void require(bool well, const char* what) {
  if (!well)
    throw command_failed(
        fmt::format("{} the file for the fsync measurement: {}", what, std::strerror(errno)));
}

class open_file {
public:
  explicit open_file(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    require(descriptor_ >= 0, "cannot open");
  }
  ~open_file() { ::close(descriptor_); }
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;

  void write(const page& what, std::size_t at) const {
    const auto offset = static_cast<off_t>(at % pages * page_bytes);
    require(::pwrite(descriptor_, what.data(), what.size(), offset) == static_cast<ssize_t>(what.size()),
            "cannot write");
  }
  void sync() const { require(::fdatasync(descriptor_) == 0, "cannot sync"); }

private:
  int descriptor_;
};

} // namespace

fsync_figure measure_fsync(const bench_room& room) {
  using clock = std::chrono::steady_clock;
  room.tell("fsync");
  const open_file file{room.scratch.fresh("fsync").string()};
  page content{};
  for (std::size_t i = 0; i < pages; ++i)
    file.write(content, i);
  file.sync();
  std::vector<std::int64_t> spans_ns;
  for (std::size_t i = 0; i < room.plan.fsyncs; ++i) {
    content.fill(static_cast<char>(i));
    const auto begun = clock::now();
    file.write(content, i);
    file.sync();
    spans_ns.push_back((clock::now() - begun) / std::chrono::nanoseconds{1});
  }
  return {percentile(spans_ns, 0.5) / 1e3, percentile(spans_ns, 0.99) / 1e3};
}

} // namespace docket::app::bench
