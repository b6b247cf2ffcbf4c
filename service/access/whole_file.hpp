#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

// A small file that is read whole and replaced whole. Everything throws token_file_error.
namespace docket::service {

struct file_facts {
  std::uint64_t device = 0, inode = 0, bytes = 0;
  std::int64_t changed_ns = 0; // Of its content or its mode, since 1970.
};
// Nothing when there is no file.
[[nodiscard]] std::optional<file_facts> facts_of(const std::filesystem::path& file);

struct whole_file {
  std::string text;
  bool others_may_write = false;
};
// Nothing when there is no file. One of more than a mebibyte is refused.
[[nodiscard]] std::optional<whole_file> read_whole_file(const std::filesystem::path& file);

// Whoever looks sees the old content or the new, also after a power cut.
void replace_whole_file(const std::filesystem::path& file, std::string_view text);

// Held by one at a time among all processes that would replace a file in that file's folder; the others wait.
class folder_lock {
public:
  explicit folder_lock(const std::filesystem::path& file);
  ~folder_lock();
  folder_lock(const folder_lock&) = delete;
  folder_lock& operator=(const folder_lock&) = delete;

private:
  int descriptor_;
};

} // namespace docket::service
