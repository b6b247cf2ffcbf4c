#pragma once

#include "docket/persistence/views/statistics/axis.hpp"
#include "docket/persistence/views/statistics/members.hpp"
#include "docket/persistence/views/statistics/ranking.hpp"
#include "docket/persistence/views/statistics/statements.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

// Rankings of every family at boundaries along an axis, about so many changes from each other. The ranking at
// any moment is that of the boundary before it, corrected for the members that changed since: few.
namespace docket::statistics {

inline constexpr std::size_t boundary_changes = 2'048;
inline constexpr std::size_t ranked_max = 1'280; // Kept in a ranking: the largest page, and some to lose.

// The last boundary that is not after `at`, before_all when there is none.
[[nodiscard]] std::int64_t boundary_before(const statements& in, axis a, std::int64_t at);

// As it was at the boundary; complete and empty when nothing had been counted.
[[nodiscard]] ranking ranking_at(const statements& in, axis a, family_id family, measure by,
                                 std::int64_t boundary);

// The members of the family whose changes may not be in that ranking, each once: those that changed after the
// boundary, up to `at`, and those that changed late.
[[nodiscard]] std::vector<member_id> members_since(const statements& in, axis a, family_id family,
                                                   std::int64_t boundary, std::int64_t at);

// Makes the boundaries of one axis.
class boundary_writer {
public:
  explicit boundary_writer(axis a) noexcept : axis_(a) {}

  // Notes changes that are written. One that lies before the newest boundary is late: rankings after it do
  // not have it, and are told so, or dropped when that becomes usual.
  void note(view_tables& tables, member_id member, std::int64_t at);

  // The next boundary not after `safe`, if there are changes enough for one. Costs what they cost, and makes
  // good for dropped ones too. False when there was nothing to do.
  bool advance(view_tables& tables, members& all, std::int64_t safe);

  void forget() noexcept { newest_.reset(), late_.reset(), since_.reset(); }

private:
  using by_family = std::map<family_id, std::vector<member_id>>;

  [[nodiscard]] std::int64_t newest(view_tables& tables);
  void drop_after_late(view_tables& tables);
  [[nodiscard]] std::optional<std::int64_t> next_boundary(view_tables& tables, std::int64_t safe,
                                                          std::vector<member_id>& changed);
  [[nodiscard]] by_family candidates(view_tables& tables, std::vector<member_id> changed) const;
  void write_rankings(view_tables& tables, members& all, family_id family,
                      const std::vector<member_id>& changed, std::int64_t from, std::int64_t at);
  [[nodiscard]] ranking made_anew(view_tables& tables, members& all, family_id family, measure by,
                                  std::int64_t at) const;
  [[nodiscard]] figures figures_of(view_tables& tables, members& all, member_id id, std::int64_t at) const;

  axis axis_;
  std::optional<std::int64_t> newest_; // As in the table, once it was asked for.
  std::optional<std::int64_t> late_;   // How many.
  std::optional<std::size_t> since_;   // How many changes came after the newest boundary, roughly.
};

} // namespace docket::statistics
