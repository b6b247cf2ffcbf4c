#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/store/memory_store.hpp"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace docket {

// A log of fulfilments in memory: each is told something, and what it decides is written with its deadline,
// as the engine does.
class fulfilment_log {
public:
  // So many seconds after 2026-03-01T10:00:00Z.
  static constexpr timestamp second(int s) { return {1'772'359'200'000'000 + s * std::int64_t{1'000'000}}; }

  fulfilment_log& at(int s) {
    now_ = second(s);
    return *this;
  }

  void tell(const fulfilment_command& told) {
    const auto order = target(told);
    auto reaction = react(order, state_of(order), told, now_, policy);
    if (!reaction) throw std::logic_error{reaction.error().message};
    append to;
    to.stream = {fulfilment::stream_type, order.view()};
    to.commands.emplace_back();
    for (const auto& event : reaction->events)
      add(to, event);
    if (reaction->alarm)
      to.deadline = *reaction->alarm == earliest_time ? deadline_change::clear()
                                                      : deadline_change::set(*reaction->alarm);
    const append* const batch[] = {&to};
    if (!store_->commit(batch, now_).appends.front()) throw std::logic_error{"the append conflicts"};
  }

  // Two widgets and a gadget for 109.97 USD.
  void begin(std::string_view order, fulfilment_flow flow = fulfilment_flow::pay_first) {
    tell(begin_fulfilment{order_id{order},
                          "process-1",
                          flow,
                          currency{"USD"},
                          amount{10'997},
                          "card",
                          {{product_id{"widget"}, quantity{2}}, {product_id{"gadget"}, quantity{1}}}});
  }

  [[nodiscard]] log_reader& reader() { return *reader_; }

  fulfilment_policy policy{.attempts_max = 2};

private:
  void add(append& to, const fulfilment_event& event) {
    const auto type = codec<fulfilment>::type_of(event);
    auto& data = to.events.emplace_back();
    data.id[15] = static_cast<std::uint8_t>(++events_);
    data.type = type.name;
    data.schema = type.schema;
    data.occurred_at = now_;
    codec<fulfilment>::encode(event, data.data);
  }

  [[nodiscard]] fulfilment_state state_of(const order_id& order) {
    fulfilment_state state;
    const auto stream = reader_->find_stream(fulfilment::stream_type, order.view());
    if (!stream) return state;
    reader_->read_stream(*stream, version{1}, direction::forward, 1'000, [&](const event_view& seen) {
      const auto event = codec<fulfilment>::decode(seen.type, seen.schema, seen.data).value();
      state = evolve(std::move(state), event, seen.occurred_at);
      return true;
    });
    return state;
  }

  std::unique_ptr<event_store> store_ = make_memory_store();
  std::unique_ptr<log_reader> reader_ = store_->open_reader();
  timestamp now_;
  int events_ = 0;
};

} // namespace docket
