#pragma once

#include "docket/persistence/archive/block_place.hpp"
#include "docket/persistence/archive/event_block.hpp"
#include "docket/persistence/files/open_file.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace docket::archive {

// Writes one archive from beginning to end. Throws store_error (io, full), and then the file is of no use.
class archive_writer {
public:
  // Makes the file; none of that name may be there.
  explicit archive_writer(const std::filesystem::path& file);

  void add(const archived_event& event); // By position.
  // The last block is written, and all of the file is on the disk; its name is not yet.
  void finish();

  // Of what is written so far.
  [[nodiscard]] const std::vector<block_place>& blocks() const noexcept { return blocks_; }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
  [[nodiscard]] std::uint64_t events() const noexcept { return events_; }

private:
  void write_block();
  void append(std::span<const std::uint8_t> bytes);

  std::filesystem::path path_;
  std::unique_ptr<file_being_made> file_;
  block_builder block_;
  std::vector<block_place> blocks_;
  std::uint64_t bytes_ = 0;
  std::uint64_t events_ = 0;
};

} // namespace docket::archive
