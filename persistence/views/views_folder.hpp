#pragma once

#include "docket/persistence/store/sqlite/write_lock.hpp"
#include "docket/persistence/views/projection.hpp"
#include "docket/persistence/views/view_reader.hpp"
#include "docket/persistence/views/view_registry.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string_view>

namespace docket {

// `<database>.views`, beside the real file where `database` is a link to it.
[[nodiscard]] std::filesystem::path views_folder_of(const std::filesystem::path& database);

// `<name>.<generation>.db` in the folder.
[[nodiscard]] std::filesystem::path view_file_path(const std::filesystem::path& folder, std::string_view name,
                                                   std::uint32_t generation);

// Reads the live generation of a view, in any process. Throws store_error: not_found when it was never built.
[[nodiscard]] std::unique_ptr<view_reader> open_live_view(const std::filesystem::path& folder,
                                                          std::string_view name);

// The folder of one database's views, held by the one process that writes them. One thread at a time.
//
//   <database>.views/  registry.db          which generation is live, which is being built
//                      order_list.3.db      one file a view and generation
//                      writing.lock         who writes
//
// A file that no row of the registry names is what a crash has left, or the generation before a switch: it
// belongs to no one and is removed. So whatever the moment of a crash, the registry decides, in one
// transaction, which generation is live.
class views_folder {
public:
  // Makes the folder when there is none, takes its lock and removes what belongs to no one. A registry that
  // is damaged is begun anew, and with it every view; `told` gets one line about it. Throws store_error:
  // locked, naming who holds it; newer_format; io.
  explicit views_folder(const std::filesystem::path& folder,
                        const std::function<void(const std::string&)>& told = {});

  // The live generation of the projection's view, which begins with this call when there is none. Of an older
  // or newer version than the projection's when that was changed: then it can be read and is kept up no more,
  // and a rebuild makes the next one.
  [[nodiscard]] view_generation live_generation(const projection& of, timestamp now);

  [[nodiscard]] view_registry& registry() noexcept { return registry_; }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] std::filesystem::path file_of(std::string_view name, std::uint32_t generation) const {
    return view_file_path(path_, name, generation);
  }

  // Removes the files of all generations that the registry does not name. Readers that have one open keep it.
  void remove_unnamed() noexcept;
  // What the folder names is on the disk when this returns.
  void sync_names() const;

private:
  [[nodiscard]] std::set<std::filesystem::path> unnamed_files();

  std::filesystem::path path_;
  sqlite::write_lock lock_;
  view_registry registry_;
};

} // namespace docket
