#pragma once

#include "../../store/temporary_folder.hpp"

#include "docket/persistence/codec/codec.hpp"
#include "docket/persistence/store/memory_store.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/projection.hpp"
#include "docket/persistence/views/projection_runner.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket::testing {

// A log that a test writes event by event, and views that are kept from it in a temporary folder.
//
//   view_room room;
//   room.at(10).write<order>("o-1", {order_created{...}, item_added{...}});
//   room.at(11).write_raw("order", "o-2", "OrderPlaced", "{}");
//   order_list_projection list;
//   room.run(list);                      // to the log's end; again after more was written
//   auto reader = room.read("order_list");
class view_room {
public:
  enum class log { memory, sqlite };

  explicit view_room(log kind = log::memory)
      : store_(kind == log::memory ? make_memory_store() : open_sqlite_store(folder_ / "log.db")),
        reader_(store_->open_reader()) {}

  // 2026-03-01 at this hour; more than 23 are later days.
  static constexpr timestamp hour(int h) { return {1'772'323'200'000'000 + h * 3'600'000'000}; }

  // When what is written next happens, and is recorded.
  view_room& at(int h) { return at(hour(h)); }
  view_room& at(timestamp when) {
    occurred_at_ = recorded_at_ = when;
    return *this;
  }
  // When it happens only: it was recorded at another time.
  view_room& occurred(timestamp when) {
    occurred_at_ = when;
    return *this;
  }

  // One commit with these events of one stream. Answers the position of the last one.
  template <class Aggregate, class Event>
  position write(std::string_view id, const std::vector<Event>& events) {
    std::vector<event_data> written;
    for (const auto& event : events) {
      const auto type = codec<Aggregate>::type_of(event);
      written.push_back(data_of(type.name, type.schema));
      codec<Aggregate>::encode(event, written.back().data);
    }
    return commit(Aggregate::stream_type, id, std::move(written));
  }

  // `stream_type` and `type` are static storage.
  position write_raw(std::string_view stream_type, std::string_view id, std::string_view type,
                     std::string_view data = "{}") {
    std::vector<event_data> written;
    written.push_back(data_of(type, 1));
    written.back().data = data;
    return commit(stream_type, id, std::move(written));
  }

  // One commit with many streams' appends, as they are.
  void commit(const std::vector<append>& appends) {
    std::vector<const append*> batch;
    for (const auto& each : appends)
      batch.push_back(&each);
    for (const auto& result : store_->commit(batch, recorded_at_).appends)
      if (!result) throw std::logic_error{"an append conflicts"};
  }

  // Runs the projection over the log to its end. An event that is poison fails the test.
  void run(projection& kept, std::size_t batch = 512) {
    projection_runner runner{kept, file_of(kept.name())};
    for (;;) {
      const auto step = runner.step(*reader_, batch);
      if (step.poison) throw std::logic_error{"poison: " + step.poison->error};
      if (step.caught_up) return;
    }
  }

  // The events written from now on have other ids than those of another room.
  void skip_event_ids(std::uint64_t count) { events_ += count; }

  [[nodiscard]] view_reader read(std::string_view view) const { return view_reader{file_of(view)}; }

  [[nodiscard]] std::filesystem::path file_of(std::string_view view) const {
    return folder_.path() / (std::string{view} + ".1.db");
  }
  [[nodiscard]] const temporary_folder& folder() const noexcept { return folder_; }
  [[nodiscard]] event_store& store() noexcept { return *store_; }
  [[nodiscard]] log_reader& log_of() noexcept { return *reader_; }
  [[nodiscard]] position head() { return reader_->head().position; }

private:
  event_data data_of(std::string_view type, std::int32_t schema) {
    event_data event;
    const auto number = ++events_;
    for (std::size_t i = 0; i < 8; ++i)
      event.id[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    event.type = type;
    event.schema = schema;
    event.occurred_at = occurred_at_;
    return event;
  }

  position commit(std::string_view stream_type, std::string_view id, std::vector<event_data> events) {
    append one;
    one.stream = {stream_type, id};
    one.commands.emplace_back();
    one.events = std::move(events);
    const append* const batch[] = {&one};
    const auto result = store_->commit(batch, recorded_at_);
    if (!result.appends.front()) throw std::logic_error{"the append conflicts"};
    return result.head.position;
  }

  temporary_folder folder_;
  std::unique_ptr<event_store> store_;
  std::unique_ptr<log_reader> reader_;
  timestamp occurred_at_ = hour(10), recorded_at_ = hour(10);
  std::uint64_t events_ = 0;
};

} // namespace docket::testing
