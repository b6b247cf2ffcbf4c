#include "docket/persistence/views/views_folder.hpp"

#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"
#include "docket/persistence/store/store_error.hpp"
#include "docket/persistence/views/view_connection.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <system_error>

namespace docket {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& folder, std::string_view doing, std::error_code why) {
  throw store_error(store_errc::io, fmt::format("{}: {} failed: {}", folder.string(), doing, why.message()));
}

const fs::path& made(const fs::path& folder) {
  if (const auto error = files_at(folder).make_folder(folder))
    fail(folder, "making the folder of the views", error);
  return folder;
}

bool is_number(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// The view's file that this one is or belongs to, `order_list.3.db`; nothing when it is no view's.
std::string view_file_named(std::string_view file) {
  for (const auto part : views::parts_of_a_database) {
    if (!file.ends_with(part)) continue;
    const auto database = file.substr(0, file.size() - part.size());
    if (!database.ends_with(".db")) continue;
    const auto stem = database.substr(0, database.size() - 3);
    const auto dot = stem.rfind('.');
    if (dot != stem.npos && is_number(stem.substr(dot + 1))) return std::string{database};
  }
  return {};
}

// The log has all that views are made of.
view_registry open_or_begin_registry(const fs::path& folder,
                                     const std::function<void(const std::string&)>& told) {
  try {
    auto registry = view_registry::open_to_write(folder);
    static_cast<void>(registry.all()); // Damage further in.
    return registry;
  } catch (const store_error& error) {
    if (error.code() != store_errc::corrupt) throw;
    if (told)
      told(fmt::format("the registry of views is damaged, and all views are built anew: {}", error.what()));
  }
  views::remove_database(folder / view_registry::file_name);
  return view_registry::open_to_write(folder);
}

} // namespace

fs::path views_folder_of(const fs::path& database) {
  return sqlite::locate_for_reading(database).path.string() + ".views";
}

fs::path view_file_path(const fs::path& folder, std::string_view name, std::uint32_t generation) {
  return folder / fmt::format("{}.{}.db", name, generation);
}

// A switch may remove the file between the look into the registry and the opening: then there is another.
std::unique_ptr<view_reader> open_live_view(const fs::path& folder, std::string_view name) {
  auto registry = view_registry::open_to_read(folder);
  for (std::uint32_t tried = 0;;) {
    const auto view = registry.find(name);
    if (!view || !view->live)
      throw store_error(store_errc::not_found, fmt::format("the view {} was never built", name));
    try {
      return std::make_unique<view_reader>(view_file_path(folder, name, view->live->number));
    } catch (const store_error& error) {
      if (error.code() != store_errc::not_found || view->live->number == tried) throw;
      tried = view->live->number;
    }
  }
}

views_folder::views_folder(const fs::path& folder, const std::function<void(const std::string&)>& told)
    : path_(made(folder)),
      lock_(folder / "writing", folder.string()),
      registry_(open_or_begin_registry(folder, told)) {
  remove_unnamed();
}

view_generation views_folder::live_generation(const projection& of, timestamp now) {
  const auto view = registry_.find(of.name());
  if (view && view->live) return *view->live;
  return registry_.begin_live(of.name(), of.version(), now);
}

// What cannot be removed now is removed the next time: nobody reads it.
void views_folder::remove_unnamed() noexcept {
  try {
    for (const auto& database : unnamed_files())
      views::remove_database(database);
  } catch (const std::exception&) {
    return;
  }
}

std::set<fs::path> views_folder::unnamed_files() {
  std::set<std::string> named;
  for (const auto& view : registry_.all())
    for (const auto& generation : {view.live, view.building})
      if (generation) named.insert(file_of(view.name, generation->number).filename().string());
  std::set<fs::path> unnamed;
  for (const auto& name : files_at(path_).names_in(path_))
    if (const auto database = view_file_named(name); !database.empty() && !named.contains(database))
      unnamed.insert(path_ / database);
  return unnamed;
}

void views_folder::sync_names() const {
  if (const auto error = files_at(path_).sync_folder(path_))
    fail(path_, "syncing the folder of the views", error);
}

} // namespace docket
