#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/views/statement_cache.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace docket {

// One file that a view was, is or will be read from. Their numbers go up and are never given twice.
struct view_generation {
  std::uint32_t number = 0;
  std::int32_t version = 0; // Of the projection that keeps it.
  timestamp started_at;     // When its making began.

  friend bool operator==(const view_generation&, const view_generation&) = default;
};

struct registered_view {
  std::string name;
  std::optional<view_generation> live;     // Queries read this one.
  std::optional<view_generation> building; // A rebuild makes this one beside it.
};

// Which generation of each view is live and which is being built: `registry.db` in the folder of the views.
// Each change is one transaction that is on the disk when the call returns. Thread-safe: a rebuild looks up
// what another thread changes. Throws store_error.
class view_registry {
public:
  static constexpr std::string_view file_name = "registry.db";

  // For the one process that holds the lock of the views; makes the file when there is none.
  [[nodiscard]] static view_registry open_to_write(const std::filesystem::path& folder);
  // Beside it. not_found when no view was ever made.
  [[nodiscard]] static view_registry open_to_read(const std::filesystem::path& folder);

  ~view_registry();
  view_registry(view_registry&&) noexcept;
  view_registry& operator=(view_registry&&) = delete;

  [[nodiscard]] std::optional<registered_view> find(std::string_view name);
  [[nodiscard]] std::vector<registered_view> all(); // By name.

  // These throw std::invalid_argument for a name that a view cannot have (see projection::name).
  // The view's first generation, live from its beginning: there is nothing older to read.
  view_generation begin_live(std::string_view name, std::int32_t version, timestamp now);
  // A generation beside the live one. One that was being built before is given up.
  view_generation begin_building(std::string_view name, std::int32_t version, timestamp now);
  // What is being built is live from now on. The one that was live belongs to no one then.
  void switch_over(std::string_view name);
  // What is being built, or live, belongs to no one.
  void give_up_building(std::string_view name);
  void give_up_live(std::string_view name);

private:
  explicit view_registry(std::unique_ptr<SQLite::Database> database);
  [[nodiscard]] view_generation begin(std::string_view name, std::int32_t version, timestamp now,
                                      std::string_view role);

  std::unique_ptr<std::mutex> lock_; // Held during each call.
  std::unique_ptr<SQLite::Database> database_;
  std::unique_ptr<statement_cache> statements_;
};

} // namespace docket
