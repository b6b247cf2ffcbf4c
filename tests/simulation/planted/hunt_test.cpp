#include "docket/simulation/planted/hunt.hpp"
#include "docket/simulation/planted/planted_list.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <stdexcept>

namespace docket {
namespace {

TEST_CASE("every planted bug has one name and one meaning") {
  std::set<planted_bug> bugs;
  std::set<std::string_view> names;
  for (const auto& entry : planted_list()) {
    CHECK(bugs.insert(entry.bug).second);
    CHECK(names.insert(entry.name).second);
    CHECK(!entry.meaning.empty());
    CHECK(find_planted(entry.name) == &entry);
  }
  CHECK(find_planted(planted_bug::none) == nullptr);
}

#ifdef DOCKET_PLANTED_BUGS

constexpr std::uint64_t seeds_max = 300;

TEST_CASE("scenarios without a planted bug are clean") {
  const auto ended = hunt_planted(planted_bug::none, 1, seeds_max);
  CHECK(ended.seeds == seeds_max);
  CHECK(ended.invariant == "");
}

TEST_CASE("a planted bug is found within a few hundred scenarios") {
  const auto bug = GENERATE(planted_bug::stock_check_off_by_one, planted_bug::capture_key_per_attempt,
                            planted_bug::chain_from_nothing, planted_bug::hydration_forgets_commands,
                            planted_bug::snapshot_version_early, planted_bug::conflict_overlooked,
                            planted_bug::failed_append_keeps_state, planted_bug::batch_positions_not_shifted,
                            planted_bug::news_dropped_on_full_disk, planted_bug::view_bell_stays_rung);
  const auto ended = hunt_planted(bug, 1, seeds_max);
  INFO(find_planted(bug)->name);
  CHECK(ended.found());
}

#else

TEST_CASE("a build without planted bugs says that it has none") {
  CHECK_THROWS_AS(hunt_planted(planted_bug::time_goes_back, 1, 1), std::logic_error);
}

#endif

} // namespace
} // namespace docket
