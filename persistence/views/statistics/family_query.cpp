#include "docket/persistence/views/statistics/family_query.hpp"

#include "docket/persistence/views/statistics/history.hpp"
#include "docket/persistence/views/statistics/rankings.hpp"

#include <algorithm>
#include <optional>

namespace docket::statistics {

std::vector<keyed_figures> family_query::best(measure by, std::size_t limit) {
  const auto top = ranking_of(by, limit);
  std::vector<keyed_figures> found;
  for (const auto& entry : top.entries()) {
    if (found.size() == limit) break;
    found.push_back({std::string{key_of(entry.member)}, figures_of(entry.member)});
  }
  return found;
}

std::vector<keyed_figures> family_query::by_key(std::size_t limit) {
  std::vector<keyed_figures> found;
  auto& select = view_.prepared("SELECT member, key FROM members WHERE family = ?1 ORDER BY key");
  select.bind(1, family_);
  const sqlite::rows_of rows{select};
  while (found.size() < limit && rows.next()) {
    std::string key{select.text(1)};
    if (const auto counted = figures_of(member_id{select.integer(0)}); counted.orders() != 0)
      found.push_back({std::move(key), counted});
  }
  return found;
}

std::vector<keyed_figures> family_query::one(std::string_view key) {
  std::optional<member_id> member;
  {
    auto& select = view_.prepared("SELECT member FROM members WHERE family = ?1 AND key = ?2");
    select.bind(1, family_);
    select.bind_text(2, key);
    const sqlite::rows_of rows{select};
    if (rows.next()) member = member_id{select.integer(0)};
  }
  if (!member) return {};
  const auto counted = figures_of(*member);
  if (counted.orders() == 0) return {};
  return {{std::string{key}, counted}};
}

figures family_query::figures_of(member_id member) {
  if (when_.is_newest) return newest_figures_of(member);
  return figures_at(statements{view_}, when_.along, member, when_.at);
}

figures family_query::newest_figures_of(member_id member) {
  auto& select = view_.prepared("SELECT orders, total, quantity, revenue FROM members WHERE member = ?1");
  select.bind(1, value(member));
  const sqlite::rows_of rows{select};
  if (!rows.next()) return {};
  return {select.integer(0), select.integer(1), select.integer(2), select.integer(3)};
}

std::string_view family_query::key_of(member_id member) {
  const auto [place, is_new] = keys_.try_emplace(member);
  if (is_new) {
    auto& select = view_.prepared("SELECT key FROM members WHERE member = ?1");
    select.bind(1, value(member));
    const sqlite::rows_of rows{select};
    if (rows.next()) place->second = select.text(0);
  }
  return place->second;
}

// The ranking of the boundary before the moment, put right. Where it does not reach far enough, because many
// fell out of it since, everybody is looked at.
ranking family_query::ranking_of(measure by, std::size_t limit) {
  const statements in{view_};
  const auto boundary = boundary_before(in, when_.along, when_.at);
  auto top = ranking_at(in, when_.along, family_, by, boundary);
  const auto since = members_since(in, when_.along, family_, boundary, when_.at);
  top.change(changed(since, by), [this](member_id m) { return key_of(m); });
  return top.complete() || top.entries().size() >= limit ? top : ranking_of_all(by);
}

ranking family_query::ranking_of_all(measure by) {
  std::vector<member_id> everybody;
  {
    auto& select = view_.prepared("SELECT member FROM members WHERE member >= ?1 AND member <= ?2");
    select.bind(1, first_of(family_));
    select.bind(2, last_of(family_));
    const sqlite::rows_of rows{select};
    while (rows.next())
      everybody.push_back(member_id{select.integer(0)});
  }
  ranking top;
  top.change(changed(everybody, by), [this](member_id m) { return key_of(m); });
  return top;
}

std::vector<ranking::changed_member> family_query::changed(const std::vector<member_id>& those, measure by) {
  std::vector<ranking::changed_member> result;
  result.reserve(those.size());
  for (const auto member : those) {
    const auto now = figures_of(member);
    result.push_back({member, now.orders() != 0 ? std::optional{now.of(by)} : std::nullopt});
  }
  return result;
}

} // namespace docket::statistics
