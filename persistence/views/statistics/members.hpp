#pragma once

#include "docket/domain/money.hpp"
#include "docket/persistence/views/statistics/history.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace docket::statistics {

// A key in one currency, as it is now.
struct member {
  member_id id{};
  std::string key;
  figures now;
  std::array<newest_block, axes> newest{};                     // By axis.
  std::array<std::int64_t, axes> last{before_all, before_all}; // The place of its last change, by axis.
  bool changed = false;                                        // Since it was last written.

  [[nodiscard]] newest_block& newest_of(axis a) { return newest[static_cast<std::size_t>(a)]; }
  [[nodiscard]] std::int64_t& last_of(axis a) { return last[static_cast<std::size_t>(a)]; }
};

// The members that were lately asked for, kept in memory; the rest stands in the table.
class members {
public:
  static void create_tables(view_tables& tables);

  // Makes it when it is new. The reference is good until forget() or trim().
  [[nodiscard]] member& find(view_tables& tables, char kind, const currency& in, std::string_view key);
  [[nodiscard]] member& find(view_tables& tables, member_id id);

  // It changed, and wants to be written.
  void note_change(member& m);
  void write_changed(view_tables& tables);
  // Lets go of all when there are many. None may be changed and not written.
  void trim();
  void forget() noexcept;

private:
  [[nodiscard]] family_id family_for(view_tables& tables, char kind, const currency& in);
  [[nodiscard]] member& keep(member&& m);

  std::vector<member*> changed_;
  using family_name = std::pair<char, std::string>;
  std::map<family_name, family_id> families_;
  std::unordered_map<member_id, member> by_id_;
  struct place_hash {
    std::size_t operator()(const std::pair<family_id, std::string_view>& p) const noexcept {
      return std::hash<std::string_view>{}(p.second) * 31 + static_cast<std::size_t>(p.first);
    }
  };
  // The views are of the members' own keys.
  std::unordered_map<std::pair<family_id, std::string_view>, member*, place_hash> by_key_;
};

} // namespace docket::statistics
