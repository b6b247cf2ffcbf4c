#include "docket/simulation/audit/violation.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace docket {

namespace {

constexpr std::array<invariant, 42> list{{
    {"position_gap", "the log's positions are not 1, 2, 3, …"},
    {"version_gap", "a stream's versions are not 1, 2, 3, …"},
    {"time_goes_back", "an event happened before the one before it in its stream, or was recorded before it"},
    {"chain_broken", "commits and their hashes do not fit the events"},
    {"unreadable_event", "an event's type is unknown, or its data is no JSON object"},
    {"acknowledged_lost", "a client was told of events that are not where it was told"},
    {"half_a_batch", "some events of a command are there and others are not"},
    {"command_twice", "a command took effect twice"},
    {"answer_changed", "the same command was answered differently"},
    {"refused_yet_done", "a client was told only that nothing happened, and something did"},
    {"illegal_transition", "an event that the phase of its order, payment, stock or shipment does not allow"},
    {"illegal_step", "a fulfilment's step that was not open, or an event that its phase does not allow"},
    {"stock_not_conserved", "pieces came from nowhere, went nowhere, or were promised without being there"},
    {"stock_still_reserved", "pieces are kept for an order whose fulfilment has ended"},
    {"pieces_differ", "other pieces left the stock than the order has"},
    {"money_not_conserved", "sums of one order or one payment do not add up"},
    {"money_kept", "what was kept of an ended order's money is not what is due"},
    {"records_differ", "the order says something else of its money than its payment"},
    {"charged_twice", "money was taken twice for one thing"},
    {"key_used_twice", "a gateway's key had two effects"},
    {"ledger_disagrees", "the log and a gateway's own ledger say different things"},
    {"dispatched_twice", "two parcels went out for one shipment"},
    {"fulfilment_missing", "a placed order has no fulfilment"},
    {"fulfilment_differs", "a fulfilment is about other goods or money than its order, or ended otherwise"},
    {"fulfilment_not_ended", "a fulfilment neither ended nor waits for people"},
    {"refusal_not_foreseen",
     "a fulfilment waits for people, as a step was refused that should not have been"},
    {"deadline_missing", "a fulfilment that is under way is not woken when its last event wanted"},
    {"deadline_stray", "a stream that wants none has a deadline"},
    {"deadline_late", "a fulfilment is woken after one of its steps is due"},
    {"state_differs", "a state hydrated with its snapshot is not that of a full replay"},
    {"snapshot_differs", "a snapshot is not the state at its version"},
    {"view_incomplete", "a view has not applied exactly the events of the log"},
    {"view_behind", "a view lags though everything is quiet"},
    {"view_differs", "a view answers otherwise than a fold of the log"},
    {"subscriber_gap", "a subscriber missed an event or saw one twice"},
    {"subscriber_differs", "a subscriber saw an event that the log does not have"},
    {"consumer_gap", "a consumer was not told of an event that he had not acknowledged"},
    {"not_quiet", "something is under way ten minutes after the last fault"},
    {"no_end", "a run went on past the limit of its steps"},
    {"over_limit", "a queue is longer than its limit"},
    {"actor_died", "an actor ended that should not have, or a view parked an event"},
    {"failed", "the engine, or a part of it, threw what it should not have, or cannot be stopped"},
}};

} // namespace

std::span<const invariant> invariants() noexcept { return list; }

void findings::add(std::string_view name, std::string what) {
  if (std::ranges::find(list, name, &invariant::name) == list.end())
    throw std::logic_error{"no invariant has the name " + std::string{name}};
  const auto before = std::ranges::count(found_, name, &violation::invariant);
  if (static_cast<std::size_t>(before) < kept_of_each) found_.push_back({std::string{name}, std::move(what)});
}

} // namespace docket
