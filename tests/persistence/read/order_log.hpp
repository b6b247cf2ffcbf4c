#pragma once

#include "docket/domain/order/events.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/store/memory_store.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace docket {

// A log of orders in memory, written event by event.
class order_log {
public:
  // 2026-03-01 at this hour.
  static constexpr timestamp hour(int h) { return {1'772'323'200'000'000 + h * 3'600'000'000}; }

  // When what is written next happens.
  order_log& at(int h) {
    now_ = hour(h);
    return *this;
  }

  void write(const order_id& id, const std::vector<order_event>& events) {
    auto append = append_to(id);
    for (const auto& event : events) {
      const auto type = codec<order>::type_of(event);
      add(append, type.name, type.schema);
      codec<order>::encode(event, append.events.back().data);
    }
    commit(append);
  }

  // `type` is static storage.
  void write_raw(const order_id& id, std::string_view type, std::string_view data) {
    auto append = append_to(id);
    add(append, type, 1);
    append.events.back().data = data;
    commit(append);
  }

  [[nodiscard]] log_reader& reader() { return *reader_; }

private:
  static docket::append append_to(const order_id& id) {
    docket::append append;
    append.stream = {"order", id.view()};
    auto& command = append.commands.emplace_back();
    command.user = "anna";
    command.correlation = "corr-1";
    return append;
  }

  void add(docket::append& append, std::string_view type, std::int32_t schema) {
    auto& event = append.events.emplace_back();
    event.id[15] = static_cast<std::uint8_t>(++events_);
    event.type = type;
    event.schema = schema;
    event.occurred_at = now_;
  }

  void commit(const docket::append& append) {
    const docket::append* const batch[] = {&append};
    if (!store_->commit(batch, now_).appends.front()) throw std::logic_error{"the append conflicts"};
  }

  std::unique_ptr<event_store> store_ = make_memory_store();
  std::unique_ptr<log_reader> reader_ = store_->open_reader();
  timestamp now_;
  int events_ = 0;
};

} // namespace docket
