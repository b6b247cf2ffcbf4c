#pragma once

#include "docket/persistence/views/statistics/axis.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The best members of a family by one measure: a list that is right down to its floor. It is carried from one
// moment to the next by those members alone that changed in between, and so is never made anew.
namespace docket::statistics {

struct ranked {
  member_id member{};
  std::int64_t figure = 0;

  friend bool operator==(const ranked&, const ranked&) = default;
};

// Keys of members; asked for only where figures are equal.
using key_of_member = std::function<std::string_view(member_id)>;

class ranking {
public:
  // Empty, and everybody is in it.
  ranking() = default;
  explicit ranking(std::vector<ranked> sorted) : entries_(std::move(sorted)) {}

  // Higher figures first, equal ones by key. Right as far as it goes; whoever is not in it comes after.
  [[nodiscard]] const std::vector<ranked>& entries() const noexcept { return entries_; }
  // Whether nobody is missing.
  [[nodiscard]] bool complete() const noexcept { return !floor_; }

  // The figures of these members changed; those without a figure are no longer counted. `changed` may be in
  // any order, each member once.
  struct changed_member {
    member_id member{};
    std::optional<std::int64_t> figure;
  };
  void change(std::span<const changed_member> changed, const key_of_member& key_of);

  // Leaves at most this many.
  void cut(std::size_t limit);

  // As it is stored: whether it is complete, or else the floor; then the members and what their figures are
  // less than those before them, as packed numbers.
  [[nodiscard]] std::string encode(family_id family) const;
  [[nodiscard]] static ranking decode(family_id family, std::string_view bytes);

private:
  std::vector<ranked> entries_;
  std::optional<ranked> floor_; // The last place that is known; set when not everybody is in.
};

} // namespace docket::statistics
