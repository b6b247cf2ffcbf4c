#include "docket/persistence/store/sqlite/name_lookup.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

namespace docket::sqlite {

name_lookup::name_lookup(sqlite3* connection)
    : select_stream_(connection, "SELECT type, id FROM streams WHERE key = ?", "reading a stream's name"),
      select_type_(connection, "SELECT name FROM types WHERE id = ?", "reading a type's name"),
      select_type_id_(connection, "SELECT id FROM types WHERE name = ?", "looking up a type") {}

const name_lookup::stream& name_lookup::stream_of(std::int64_t key) {
  auto& kept = streams_[static_cast<std::uint64_t>(key) & (streams_kept - 1)];
  if (kept.key == key && key != 0) return kept;
  select_stream_.bind(1, key);
  const rows_of rows{select_stream_};
  if (!rows.next())
    throw store_error(store_errc::corrupt, fmt::format("the stream with key {} has no name in the log", key));
  kept.key = key;
  kept.type = select_stream_.integer(0);
  kept.id.assign(select_stream_.text(1));
  return kept;
}

std::string_view name_lookup::type_name(std::int64_t id) {
  const auto index = static_cast<std::size_t>(id);
  if (id > 0 && index < types_.size() && types_[index]) return *types_[index];
  select_type_.bind(1, id);
  const rows_of rows{select_type_};
  constexpr std::int64_t types_max = 1 << 16; // Far more than a program has; what is beyond is damage.
  if (id <= 0 || id > types_max || !rows.next())
    throw store_error(store_errc::corrupt, fmt::format("the type with number {} has no name in the log", id));
  if (types_.size() <= index) types_.resize(index + 1);
  types_[index] = std::make_unique<std::string>(select_type_.text(0));
  return *types_[index];
}

std::optional<std::int64_t> name_lookup::type_id(std::string_view name) {
  select_type_id_.bind_text(1, name);
  const rows_of rows{select_type_id_};
  return rows.next() ? std::optional{select_type_id_.integer(0)} : std::nullopt;
}

} // namespace docket::sqlite
