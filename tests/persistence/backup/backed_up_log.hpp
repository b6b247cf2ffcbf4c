#pragma once

#include "store/sample_appends.hpp"
#include "store/temporary_folder.hpp"

#include "docket/persistence/store/sqlite_store.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace docket::testing {

// A log that is copied in several pieces, open for writing.
struct backed_up_log {
  backed_up_log() {
    for (int n = 0; n < 20; ++n)
      commit_more(600);
  }

  log_head commit_more(int events = 1) {
    return head = commit(*store, {sample_append("order-a", expected_version::any(), events)}).head;
  }
  // From here on it is closed, and all of it in its file.
  void close() { store.reset(); }

  [[nodiscard]] std::vector<recorded_event> events() const { return whole_log(*open_sqlite_reader(path)); }

  temporary_folder folder;
  std::filesystem::path path = folder / "orders.db";
  std::filesystem::path backup = folder / "backup.db";
  std::unique_ptr<event_store> store = open_sqlite_store(path);
  log_head head;
};

inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

inline void write_file(const std::filesystem::path& file, const std::string& content) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream{file, std::ios::binary} << content;
}

} // namespace docket::testing
