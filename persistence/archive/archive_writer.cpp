#include "docket/persistence/archive/archive_writer.hpp"

#include "docket/persistence/archive/archive_file.hpp"
#include "docket/persistence/archive/compression.hpp"
#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

namespace docket::archive {
namespace {

// Of texts in a block. More compresses better; less is quicker for who wants one order of it.
constexpr std::size_t block_text_bytes = 96u << 10;

std::span<const std::uint8_t> bytes_of(std::string_view text) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void require(const std::filesystem::path& path, std::string_view doing, std::error_code why) {
  if (!why) return;
  const bool full = why == std::errc::no_space_on_device;
  throw store_error(full ? store_errc::full : store_errc::io,
                    fmt::format("{}: {} failed: {}{}", path.string(), doing, why.message(),
                                full ? "; make room on the disk and try again" : ""));
}

} // namespace

archive_writer::archive_writer(const std::filesystem::path& file) : path_(file) {
  auto made = files_at(file).make_file(file);
  require(path_, "making the archive", made.why);
  file_ = std::move(made.file);
  append(bytes_of(file_header));
}

void archive_writer::add(const archived_event& event) {
  block_.add(event);
  ++events_;
  if (block_.text_bytes() >= block_text_bytes) write_block();
}

void archive_writer::finish() {
  if (!block_.empty()) write_block();
  require(path_, "syncing the archive", file_->sync());
  file_.reset();
}

void archive_writer::write_block() {
  block_place place{block_.first(), block_.last(), bytes_, 0, 0};
  const auto raw = block_.finish();
  const auto frame = compress(raw);
  append(frame);
  place.bytes = frame.size();
  place.raw_bytes = raw.size();
  blocks_.push_back(place);
}

void archive_writer::append(std::span<const std::uint8_t> bytes) {
  require(path_, "writing the archive", file_->append(bytes));
  bytes_ += bytes.size();
}

} // namespace docket::archive
