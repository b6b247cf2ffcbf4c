#pragma once

#include "docket/persistence/archive/block_place.hpp"
#include "docket/persistence/archive/event_block.hpp"
#include "docket/persistence/files/open_file.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace docket::archive {

// What every archive begins with. Never change.
inline constexpr std::string_view file_header = "docket archive 1\n";

// `orders.db.archives`, beside the database.
[[nodiscard]] std::filesystem::path folder_beside(const std::filesystem::path& database);
// "0001.docket-archive".
[[nodiscard]] std::string file_name(std::int64_t number);
[[nodiscard]] bool is_file_name(std::string_view name) noexcept;

// An archive that is open for reading. One thread at a time. Throws store_error: corrupt for a file that is
// missing or damaged, io when it cannot be read; both name the file.
class archive_file {
public:
  explicit archive_file(std::filesystem::path file);

  [[nodiscard]] std::unique_ptr<event_block> read(const block_place& place);

private:
  std::filesystem::path path_;
  std::unique_ptr<file_being_read> file_;
};

// SHA-256 over all bytes of a file, and how many there are. Throws as archive_file does.
struct file_digest {
  std::uint64_t bytes = 0;
  sha256 hash{};
};
[[nodiscard]] file_digest digest_of(const std::filesystem::path& file);

} // namespace docket::archive
