#include "docket/persistence/views/statement_cache.hpp"

#include <bit>
#include <cstdint>

namespace docket {
namespace {

std::size_t slot_of(const char* place, std::size_t slots) noexcept {
  const auto address = std::bit_cast<std::uintptr_t>(place);
  return static_cast<std::size_t>((address * 0x9e3779b97f4a7c15u) >> 32) & (slots - 1);
}

} // namespace

sqlite::statement& statement_cache::prepared(std::string_view sql) {
  auto& known = known_[slot_of(sql.data(), places)];
  if (known.at != sql.data() || known.text != sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end())
      found = statements_.try_emplace(std::string{sql}, connection_, sql, doing_).first;
    known = {sql.data(), found->first, &found->second};
  }
  known.found->reset();
  return *known.found;
}

void statement_cache::reset_all() noexcept {
  for (auto& [text, statement] : statements_)
    statement.reset();
}

} // namespace docket
