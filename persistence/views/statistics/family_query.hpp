#pragma once

#include "docket/persistence/views/statistics/axis.hpp"
#include "docket/persistence/views/statistics/measures.hpp"
#include "docket/persistence/views/statistics/ranking.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace docket::statistics {

struct keyed_figures {
  std::string key;
  figures counted;
};

// A place on an axis; `is_newest`: nothing is known that comes after it.
struct family_moment {
  axis along = axis::position;
  std::int64_t at = 0;
  bool is_newest = false;
};

// What the members of one family counted at a moment. Those that counted no order are left out. Within one
// snapshot.
class family_query {
public:
  family_query(view_reader& view, family_id family, const family_moment& when)
      : view_(view),
        family_(family),
        when_(when) {}

  // The first by a measure, equal ones by key.
  [[nodiscard]] std::vector<keyed_figures> best(measure by, std::size_t limit);
  // The first by key.
  [[nodiscard]] std::vector<keyed_figures> by_key(std::size_t limit);
  // The one with this key, if it is there.
  [[nodiscard]] std::vector<keyed_figures> one(std::string_view key);

private:
  [[nodiscard]] figures figures_of(member_id member);
  [[nodiscard]] figures newest_figures_of(member_id member);
  [[nodiscard]] std::string_view key_of(member_id member);
  [[nodiscard]] ranking ranking_of(measure by, std::size_t limit);
  [[nodiscard]] ranking ranking_of_all(measure by);
  [[nodiscard]] std::vector<ranking::changed_member> changed(const std::vector<member_id>& those, measure by);

  view_reader& view_;
  family_id family_;
  family_moment when_;
  std::unordered_map<member_id, std::string> keys_; // That were looked up.
};

} // namespace docket::statistics
