#include "docket/persistence/views/view_registry.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/store_error.hpp"
#include "docket/persistence/views/view_connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace docket {
namespace {

constexpr views::file_kind registry_kind{"a registry of views", 1};

// A view has at most one generation in each role; one in none has no row. `last` outlives them, so that no
// number is given twice. Frozen as format 1 of the registry.
constexpr const char* schema = R"sql(
CREATE TABLE views (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE generations (
  name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('live', 'building')), number INTEGER NOT NULL,
  version INTEGER NOT NULL, started_at INTEGER NOT NULL, PRIMARY KEY (name, role)) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view live = "live";
constexpr std::string_view building = "building";

void create_tables(sqlite3* connection) {
  const int code = sqlite3_exec(connection, schema, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) sqlite::raise(connection, code, "making the registry of views");
}

// Everything that `work` does, or nothing.
template <class Work>
auto in_one_transaction(statement_cache& statements, Work&& work) {
  statements.prepared("BEGIN IMMEDIATE").run();
  try {
    auto result = std::forward<Work>(work)();
    statements.prepared("COMMIT").run();
    return result;
  } catch (...) {
    [[maybe_unused]] const int code = statements.prepared("ROLLBACK").try_run();
    throw;
  }
}

// It becomes part of a path.
void require_view_name(std::string_view name) {
  const auto in = [](char c, char first, char last) { return first <= c && c <= last; };
  const bool valid =
      !name.empty() && name.size() <= 64 && in(name.front(), 'a', 'z') &&
      std::ranges::all_of(name, [&](char c) { return in(c, 'a', 'z') || in(c, '0', '9') || c == '_'; });
  if (!valid)
    throw std::invalid_argument{fmt::format(
        "\"{}\" cannot name a view: it takes a small letter, then up to 63 small letters, digits and "
        "underscores",
        name)};
}

void drop(statement_cache& statements, std::string_view name, std::string_view role) {
  auto& remove = statements.prepared("DELETE FROM generations WHERE name = ? AND role = ?");
  remove.bind_text(1, name);
  remove.bind_text(2, role);
  remove.run();
}

void add_generation(std::vector<registered_view>& found, const sqlite::statement& row) {
  if (found.empty() || found.back().name != row.text(0)) found.push_back({std::string{row.text(0)}, {}, {}});
  const view_generation generation{static_cast<std::uint32_t>(row.integer(2)),
                                   static_cast<std::int32_t>(row.integer(3)), timestamp{row.integer(4)}};
  (row.text(1) == live ? found.back().live : found.back().building) = generation;
}

} // namespace

view_registry view_registry::open_to_write(const std::filesystem::path& folder) {
  return view_registry{std::make_unique<SQLite::Database>(
      views::open_to_write(folder / file_name, registry_kind, {.every_commit_synced = true}, create_tables))};
}

view_registry view_registry::open_to_read(const std::filesystem::path& folder) {
  return view_registry{
      std::make_unique<SQLite::Database>(views::open_to_read(folder / file_name, registry_kind))};
}

view_registry::view_registry(std::unique_ptr<SQLite::Database> database)
    : lock_(std::make_unique<std::mutex>()),
      database_(std::move(database)),
      statements_(
          std::make_unique<statement_cache>(database_->getHandle(), "keeping the registry of views")) {}

view_registry::~view_registry() { statements_.reset(); }
view_registry::view_registry(view_registry&&) noexcept = default;

std::vector<registered_view> view_registry::all() {
  const std::scoped_lock hold{*lock_};
  std::vector<registered_view> found;
  auto& query = statements_->prepared("SELECT name, role, number, version, started_at FROM generations "
                                      "ORDER BY name");
  for (const sqlite::rows_of rows{query}; rows.next();)
    add_generation(found, query);
  return found;
}

std::optional<registered_view> view_registry::find(std::string_view name) {
  const std::scoped_lock hold{*lock_};
  std::vector<registered_view> found;
  auto& query = statements_->prepared("SELECT name, role, number, version, started_at FROM generations "
                                      "WHERE name = ?");
  query.bind_text(1, name);
  for (const sqlite::rows_of rows{query}; rows.next();)
    add_generation(found, query);
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

view_generation view_registry::begin_live(std::string_view name, std::int32_t version, timestamp now) {
  return begin(name, version, now, live);
}

view_generation view_registry::begin_building(std::string_view name, std::int32_t version, timestamp now) {
  return begin(name, version, now, building);
}

view_generation view_registry::begin(std::string_view name, std::int32_t version, timestamp now,
                                     std::string_view role) {
  require_view_name(name);
  const std::scoped_lock hold{*lock_};
  return in_one_transaction(*statements_, [&] {
    auto& count = statements_->prepared("INSERT INTO views VALUES (?, 1) ON CONFLICT (name) "
                                        "DO UPDATE SET last = last + 1 RETURNING last");
    count.bind_text(1, name);
    view_generation generation{0, version, now};
    for (const sqlite::rows_of rows{count}; rows.next();)
      generation.number = static_cast<std::uint32_t>(count.integer(0));
    auto& insert = statements_->prepared("INSERT OR REPLACE INTO generations VALUES (?, ?, ?, ?, ?)");
    insert.bind_text(1, name);
    insert.bind_text(2, role);
    insert.bind(3, generation.number);
    insert.bind(4, version);
    insert.bind(5, now.microseconds);
    insert.run();
    return generation;
  });
}

void view_registry::switch_over(std::string_view name) {
  const std::scoped_lock hold{*lock_};
  in_one_transaction(*statements_, [&] {
    auto& built = statements_->prepared("SELECT 1 FROM generations WHERE name = ? AND role = 'building'");
    built.bind_text(1, name);
    const bool is_built = sqlite::rows_of{built}.next();
    if (!is_built) throw store_error(store_errc::not_found, "no generation of this view is being built");
    drop(*statements_, name, live);
    auto& rise = statements_->prepared("UPDATE generations SET role = 'live' WHERE name = ?");
    rise.bind_text(1, name);
    rise.run();
    return true;
  });
}

void view_registry::give_up_building(std::string_view name) {
  const std::scoped_lock hold{*lock_};
  drop(*statements_, name, building);
}

void view_registry::give_up_live(std::string_view name) {
  const std::scoped_lock hold{*lock_};
  drop(*statements_, name, live);
}

} // namespace docket
