#include "views/core/view_fixture.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board_projection.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace docket;
using namespace docket::testing;

namespace {

// Fulfilments whose steps are answered well, refused, lost, parked, resumed and abandoned at random. Each has
// a clock of its own: what is recorded later may have happened earlier.
class shop_floor {
public:
  explicit shop_floor(std::uint32_t seed, int steps = 900) : random_(seed) {
    for (int i = 0; i < steps; ++i)
      step();
    room.run(kept, 1 + seed * 17);
  }

  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }

  struct entry {
    int order = 0;
    position at;
    timestamp occurred_at;
    fulfilment_event event;
  };

  struct known {
    fulfilment_state state;
    timestamp since;
  };

  [[nodiscard]] std::map<std::string, known> fold(const moment& at) const {
    std::map<std::string, known> all;
    for (const auto& e : log) {
      if ((at.as_of && e.occurred_at > *at.as_of) || (at.at && e.at > *at.at)) continue;
      auto& one = all[name(e.order)];
      const auto before = phase_name(one.state);
      one.state = evolve(std::move(one.state), e.event, e.occurred_at);
      if (phase_name(one.state) != before) one.since = e.occurred_at;
    }
    return all;
  }

  moment some_moment(bool both) {
    moment at;
    const auto which = below(both ? 3 : 2);
    if (which != 0) at.as_of = view_room::hour(below(250));
    if (which != 1)
      at.at = position{static_cast<std::uint64_t>(below(static_cast<int>(value(room.head())) + 1))};
    return at;
  }

  static std::string name(int order) { return "o" + std::to_string(order); }

  view_room room;
  fulfilment_board_projection kept;
  std::vector<entry> log;

private:
  void step() {
    const auto order = below(40);
    auto& time = times_[order];
    time += below(6);
    const auto told = some_news(order_id{name(order)}, states_[order]);
    const fulfilment_policy policy{.attempts_max = 2};
    const auto decided = decide(states_[order], told, view_room::hour(time), policy);
    if (!decided) return;
    room.at(time).write<fulfilment>(name(order), *decided);
    auto at = value(room.head()) - decided->size();
    for (const auto& event : *decided) {
      states_[order] = evolve(std::move(states_[order]), event, view_room::hour(time));
      log.push_back({order, position{++at}, view_room::hour(time), event});
    }
  }

  fulfilment_command some_news(const order_id& order, const fulfilment_state& state);

  std::mt19937 random_;
  std::map<int, fulfilment_state> states_;
  std::map<int, int> times_;
};

fulfilment_command shop_floor::some_news(const order_id& order, const fulfilment_state& state) {
  const auto* const content = content_of(state);
  if (!content)
    return begin_fulfilment{order,
                            "process-" + order.str(),
                            below(2) == 0 ? fulfilment_flow::pay_first : fulfilment_flow::reserve_first,
                            currency{"USD"},
                            amount{1'000},
                            "card",
                            {{product_id{"widget"}, quantity{2}}}};
  const auto open = static_cast<int>(content->open.size());
  const auto* const asked = open > 0 ? &content->open[static_cast<std::size_t>(below(open))] : nullptr;
  const auto number = asked ? asked->number : 1 + below(9);
  switch (below(16)) {
  case 0: return note_step_refused{order, number, "some_rule", "no"};
  case 1:
  case 2:
  case 3: return note_attempt_failed{order, number, asked ? asked->attempt : 1, "no answer"};
  case 4: return note_order_cancelled{order, "changed my mind"};
  case 5: return retry_fulfilment{order};
  case 6: return abandon_fulfilment{order, "enough"};
  case 7: return wake_fulfilment{order};
  case 8: return note_shipment{order, note_shipment::fact::dispatched, {"UPS", "1Z"}};
  case 9: return note_shipment{order, note_shipment::fact::delivered};
  case 10: return note_payment{order, note_payment::fact::captured};
  case 11: return note_payment{order, note_payment::fact::authorised};
  default: return note_step_done{order, number};
  }
}

const std::vector<std::string> all_phases{"running",   "compensating", "parked",
                                          "completed", "compensated",  "abandoned"};

// Order ids with what they are, by since and then by stream: as pages have them.
void check_list(view_reader& view, shop_floor& shop, const moment& at,
                const std::vector<std::string>& phases) {
  const auto expected = shop.fold(at);
  const auto page =
      query_board(view, shop.room.log_of(),
                  {.phases = phases, .newest_first = false, .limit = 100, .asked = at, .cursor = {}});
  REQUIRE(page);
  if (!at.at || at.as_of) REQUIRE(std::ranges::is_sorted(page->fulfilments, {}, &board_row::since));
  std::size_t found = 0;
  for (const auto& row : page->fulfilments) {
    const auto& is = expected.at(row.is.id.str());
    REQUIRE(std::ranges::find(phases, phase_name(is.state)) != phases.end());
    REQUIRE(row.is.state == is.state);
    REQUIRE(row.since == is.since);
    ++found;
  }
  REQUIRE(found == static_cast<std::size_t>(std::ranges::count_if(expected, [&](const auto& one) {
            return std::ranges::find(phases, phase_name(one.second.state)) != phases.end();
          })));
}

void check_counts(view_reader& view, shop_floor& shop, const moment& at) {
  std::map<std::string_view, std::int64_t> expected;
  for (const auto& [order, one] : shop.fold(at))
    ++expected[phase_name(one.state)];
  const auto counts = count_board(view, at);
  REQUIRE(counts);
  REQUIRE(counts->counts.size() == all_phases.size());
  for (const auto& [phase, count] : counts->counts)
    REQUIRE(count == expected[phase]);
}

} // namespace

TEST_CASE("the fulfilment board at any moment is that of a fold") {
  std::map<std::string_view, int> seen;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    shop_floor shop{seed};
    auto view = shop.room.read("fulfilment_board");
    for (const auto& [order, one] : shop.fold({}))
      ++seen[phase_name(one.state)];
    check_counts(view, shop, {});
    for (int i = 0; i < 40; ++i) {
      check_counts(view, shop, shop.some_moment(false));
      const auto at = i == 0 ? moment{} : shop.some_moment(true);
      check_list(view, shop, at, {all_phases[static_cast<std::size_t>(i) % all_phases.size()]});
      check_list(view, shop, at, all_phases);
    }
  }
  CHECK(seen.size() >= 5); // Or it shows little.
}

TEST_CASE("the fulfilment board goes on after a restart as if there had been none") {
  shop_floor shop{9, 0};
  shop_floor other{2, 400};
  for (std::uint64_t upto = 1; upto < value(other.room.head()); upto += 37) {
    fulfilment_board_projection fresh;
    projection_runner runner{fresh, shop.room.folder() / "restarted.db"};
    while (!runner.step(other.room.log_of(), 10, position{upto}).caught_up) {
    }
  }
  view_reader view{shop.room.folder() / "restarted.db"};
  const moment at{{}, view.position()};
  check_counts(view, other, at);
  check_list(view, other, at, all_phases);
}

TEST_CASE("pages of the fulfilment board fit together, either way round") {
  shop_floor shop{4};
  auto view = shop.room.read("fulfilment_board");
  for (const bool newest_first : {false, true}) {
    for (const auto& at : {moment{}, moment{view_room::hour(60), {}}, moment{{}, position{300}}}) {
      board_query query{
          .phases = all_phases, .newest_first = newest_first, .limit = 100, .asked = at, .cursor = {}};
      const auto whole = query_board(view, shop.room.log_of(), query);
      std::vector<std::string> one_by_one, at_once;
      for (const auto& row : whole->fulfilments)
        at_once.push_back(row.is.id.str());
      query.limit = 3;
      do {
        const auto page = query_board(view, shop.room.log_of(), query);
        REQUIRE(page);
        for (const auto& row : page->fulfilments)
          one_by_one.push_back(row.is.id.str());
        query.cursor = page->next;
      } while (!query.cursor.empty());
      CHECK(one_by_one == at_once);
    }
  }
}

TEST_CASE("questions to the fulfilment board that make no sense are refused by name") {
  shop_floor shop{1, 50};
  auto view = shop.room.read("fulfilment_board");
  const auto ask = [&](const board_query& query) {
    const auto page = query_board(view, shop.room.log_of(), query);
    return page ? std::string{} : page.error().rule;
  };
  CHECK(ask({.phases = {"lost"}, .cursor = {}}) == "unknown_status");
  CHECK(ask({.limit = 0, .cursor = {}}) == "page_size_out_of_range");
  CHECK(ask({.limit = 1'001, .cursor = {}}) == "page_size_out_of_range");
  CHECK(ask({.asked = {{}, position{100'000}}, .cursor = {}}) == "at_position_past_the_end");
  CHECK(ask({.cursor = "nonsense"}) == "cursor_broken");
  CHECK(ask({.phases = {"stuck"}, .cursor = {}}).empty());
  CHECK(count_board(view, {view_room::hour(1), position{1}}).error().rule == "one_bound_only");
}

TEST_CASE("an empty fulfilment board is written as JSON") {
  shop_floor shop{1, 0};
  auto view = shop.room.read("fulfilment_board");
  CHECK(to_json(*query_board(view, shop.room.log_of(), {})) ==
        R"({"fulfilments":[],"next":null,"position":0})");
  CHECK(to_json(*count_board(view, {})) ==
        R"({"asOf":null,"position":0,"counts":{"running":0,"compensating":0,"parked":0,"completed":0,)"
        R"("compensated":0,"abandoned":0}})");
}
