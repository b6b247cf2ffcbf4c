#include "docket/app/bench/pending_deadlines.hpp"

#include "docket/app/bench/order_life.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace docket::app::bench {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

constexpr std::uint64_t appends_in_commit = 4'096;
// Little memory, so that what the making leaves with the allocator does not hide what opening takes.
constexpr sqlite_options frugal{2u << 20, 16u << 20};

order_id waiting_order(std::uint64_t number) {
  std::array<char, 20> id{'o', 'r', 'd', '-'};
  put_hex(id.data() + 4, number);
  return order_id{std::string_view{id.data(), id.size()}};
}

uuid waiting_event(std::uint64_t number) {
  uuid id{};
  const auto bits = spread(number);
  std::memcpy(id.data(), &number, sizeof number);
  std::memcpy(id.data() + sizeof number, &bits, sizeof bits);
  return id;
}

begin_fulfilment beginning(std::uint64_t number) {
  return {waiting_order(number),
          "018f3c5e-7a00-7000-8000-0123456789ab",
          fulfilment_flow::pay_first,
          currency{"USD"},
          amount{10'997},
          "card",
          {{product_id{"widget"}, quantity{2}}, {product_id{"gadget"}, quantity{1}}}};
}

// As the engine decides and encodes it, but with time to spare for the answer.
append waiting_fulfilment(std::uint64_t number, timestamp now) {
  fulfilment_policy patient;
  patient.answer_within = hours{1} + milliseconds{spread(number) % milliseconds{hours{24}}.count()};
  patient.payment_within = hours{48};
  const auto told = beginning(number);
  const auto events = decide(fulfilment_state{}, told, now, patient).value();
  append result;
  result.stream = {fulfilment::stream_type, text{told.order.view()}};
  result.expected = expected_version::no_stream();
  result.commands.emplace_back();
  for (const auto& event : events) {
    const auto type = codec<fulfilment>::type_of(event);
    auto& row =
        result.events.emplace_back(event_data{waiting_event(number), type.name, type.schema, now, 0, {}});
    codec<fulfilment>::encode(event, row.data);
    if (const auto due = fulfilment::alarm_of(event)) result.deadline = deadline_change::set(*due);
  }
  return result;
}

void commit_range(event_store& store, std::uint64_t first, std::uint64_t last, timestamp now) {
  std::vector<append> appends;
  std::vector<const append*> batch;
  appends.reserve(last - first);
  for (auto number = first; number < last; ++number) {
    appends.push_back(waiting_fulfilment(number, now));
    batch.push_back(&appends.back());
  }
  static_cast<void>(store.commit(batch, now));
  store.maintain();
}

} // namespace

void write_pending_deadlines(const std::filesystem::path& database, std::uint64_t count, timestamp now,
                             const std::function<void()>& watch) {
  const auto store = open_sqlite_store(database, frugal);
  for (std::uint64_t first = 0; first < count; first += appends_in_commit) {
    watch();
    commit_range(*store, first, std::min(count, first + appends_in_commit), now);
  }
}

} // namespace docket::app::bench
