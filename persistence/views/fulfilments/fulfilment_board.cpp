#include "docket/persistence/views/fulfilments/fulfilment_board.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"
#include "docket/persistence/views/fulfilments/board_phases.hpp"
#include "docket/persistence/views/fulfilments/board_walk.hpp"
#include "docket/persistence/views/history/page_cursor.hpp"
#include "docket/persistence/views/history/status_history.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace docket {

namespace {

constexpr std::size_t limit_max = 1'000;
constexpr std::size_t open_phases = 3; // The first ones.

struct criteria {
  std::vector<status_id> phases; // Each once.
  bounds limits;
  std::optional<board::place> after;
  position pinned{};
};

cursor_owner owner_of(const board_query& query) {
  query_hash hash;
  for (const auto& phase : query.phases)
    hash.add(phase);
  hash.add(query.newest_first ? 1 : 0);
  hash.add(query.asked.as_of ? 1 : 0).add(query.asked.as_of.value_or(timestamp{}).microseconds);
  hash.add(query.asked.at ? 1 : 0).add(static_cast<std::int64_t>(value(query.asked.at.value_or(position{}))));
  return {"board", hash.value()};
}

expected<std::vector<status_id>, query_refusal> phases_of(const board_query& query) {
  std::vector<status_id> phases;
  for (const auto& word : query.phases) {
    const auto phase = board::parse_phase(word);
    if (!phase) return unexpected{phase.error()};
    if (std::ranges::find(phases, *phase) == phases.end()) phases.push_back(*phase);
  }
  for (std::size_t i = 0; query.phases.empty() && i < open_phases; ++i)
    phases.push_back(static_cast<status_id>(i));
  return phases;
}

expected<criteria, query_refusal> criteria_of(const board_query& query, position known) {
  if (query.limit < 1 || query.limit > limit_max)
    return unexpected{
        query_refusal{"page_size_out_of_range",
                      fmt::format("{} fulfilments are asked for; ask for 1 to 1,000.", query.limit)}};
  auto phases = phases_of(query);
  if (!phases) return unexpected{phases.error()};
  criteria result{std::move(*phases), {}, {}, known};
  auto asked = query.asked;
  if (!query.cursor.empty()) {
    const auto cursor = read_cursor(query.cursor, owner_of(query));
    if (!cursor) return unexpected{cursor.error()};
    result.after = {cursor->value, cursor->key};
    result.pinned = cursor->pinned;
    if (!asked.at) asked.at = cursor->pinned;
  }
  const auto limits = bounds_of(asked, known);
  if (!limits) return unexpected{limits.error()};
  result.limits = *limits;
  return result;
}

// The fulfilment's events up to the moment, folded.
board_row row_of(log_reader& log, std::int64_t key, const bounds& limits) {
  board_row row;
  auto& is = row.is;
  const auto visit = [&](const event_view& seen) {
    if (!limits.include(seen.occurred_at.microseconds, static_cast<std::int64_t>(value(seen.position))))
      return false;
    const auto event = codec<fulfilment>::decode(seen.type, seen.schema, seen.data);
    if (!event) throw undecodable(seen, event.error());
    if (is.version == version{0}) is.id = order_id{seen.stream_id};
    is.version = seen.version;
    is.position = seen.position;
    const auto before = phase_name(is.state);
    is.state = evolve(std::move(is.state), *event, seen.occurred_at);
    if (phase_name(is.state) != before) row.since = seen.occurred_at;
    return true;
  };
  log.read_stream(stream_key{key}, version{1}, direction::forward, std::numeric_limits<std::size_t>::max(),
                  visit);
  return row;
}

} // namespace

expected<board_page, query_refusal> query_board(view_reader& view, log_reader& log,
                                                const board_query& query) {
  const view_snapshot snapshot{view};
  const auto wanted = criteria_of(query, view.position());
  if (!wanted) return unexpected{wanted.error()};
  const bool by_position = query.asked.at && !query.asked.as_of;
  std::vector<board::place> places;
  for (const auto phase : wanted->phases) {
    const board::walk walk{phase, wanted->after, query.newest_first, by_position, query.limit + 1};
    const auto found = board::places_in(view, walk, wanted->limits);
    places.insert(places.end(), found.begin(), found.end());
  }
  board::sort_places(places, query.newest_first);
  board_page page{{}, {}, wanted->pinned};
  if (places.size() > query.limit) {
    places.resize(query.limit);
    page.next = write_cursor({wanted->pinned, places.back().since, places.back().key, {}}, owner_of(query));
  }
  for (const auto& place : places)
    page.fulfilments.push_back(row_of(log, place.key, wanted->limits));
  return page;
}

expected<board_counts, query_refusal> count_board(view_reader& view, const moment& asked) {
  if (asked.as_of && asked.at)
    return unexpected{query_refusal{
        "one_bound_only", "Counts are as of a time or at a position, not both at once; leave one out."}};
  const view_snapshot snapshot{view};
  const auto known = view.position();
  const auto limits = bounds_of(asked, known);
  if (!limits) return unexpected{limits.error()};
  const auto counts = read_counts(view, *limits, board::phases.size());
  board_counts result{asked.as_of, {}, asked.at.value_or(known)};
  for (std::size_t i = 0; i < board::phases.size(); ++i)
    result.counts.emplace_back(board::phases[i], counts[i]);
  return result;
}

} // namespace docket
