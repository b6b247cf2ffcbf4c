#include "docket/simulation/disk/plain_files.hpp"

#include <sqlite3.h>

#include <utility>

namespace docket {
namespace {

std::error_code error_of(int code) noexcept {
  if (code == SQLITE_OK) return {};
  return std::make_error_code(code == SQLITE_FULL ? std::errc::no_space_on_device : std::errc::io_error);
}

// Holds a file open on a disk.
class held_file {
public:
  explicit held_file(std::shared_ptr<disk_state> on) : disk(std::move(on)) {}
  ~held_file() { disk->close(opened); }
  held_file(const held_file&) = delete;
  held_file& operator=(const held_file&) = delete;

  std::shared_ptr<disk_state> disk;
  open_file opened;
};

class simulated_file_being_made final : public file_being_made {
public:
  explicit simulated_file_being_made(std::unique_ptr<held_file> held) : held_(std::move(held)) {}

  std::error_code append(std::span<const std::uint8_t> bytes) noexcept override {
    const auto error = error_of(held_->disk->write(held_->opened, bytes, end_));
    end_ += bytes.size();
    return error;
  }
  std::error_code sync() noexcept override { return error_of(held_->disk->sync(held_->opened)); }

private:
  std::unique_ptr<held_file> held_;
  std::uint64_t end_ = 0;
};

class simulated_file_being_read final : public file_being_read {
public:
  explicit simulated_file_being_read(std::unique_ptr<held_file> held) : held_(std::move(held)) {}

  std::error_code read(std::span<std::uint8_t> to, std::uint64_t at) noexcept override {
    return error_of(held_->disk->read(held_->opened, to, at));
  }

private:
  std::unique_ptr<held_file> held_;
};

bool is_there(const disk_state& disk, const std::string& path) {
  const std::scoped_lock hold{disk.mutex};
  return disk.names.find(path) != nullptr;
}

template <class File, class Made>
open_attempt<File> open_on(std::shared_ptr<disk_state> disk, const std::string& path, bool make) {
  auto held = std::make_unique<held_file>(disk);
  if (disk->open(path, disk_file_role::plain, make, held->opened) != SQLITE_OK)
    return {nullptr, std::make_error_code(std::errc::io_error)};
  return {std::make_unique<Made>(std::move(held)), {}};
}

} // namespace

open_attempt<file_being_made> make_file_on(std::shared_ptr<disk_state> disk, std::string path) {
  if (is_there(*disk, path)) return {nullptr, std::make_error_code(std::errc::file_exists)};
  return open_on<file_being_made, simulated_file_being_made>(std::move(disk), path, true);
}

open_attempt<file_being_read> read_file_on(std::shared_ptr<disk_state> disk, std::string path) {
  if (!is_there(*disk, path)) return {nullptr, std::make_error_code(std::errc::no_such_file_or_directory)};
  return open_on<file_being_read, simulated_file_being_read>(std::move(disk), path, false);
}

} // namespace docket
