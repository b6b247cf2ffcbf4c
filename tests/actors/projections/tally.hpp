#pragma once

#include "../../persistence/store/temporary_folder.hpp"
#include "../shop.hpp"
#include "docket/actors/projections.hpp"
#include "docket/actors/queries.hpp"
#include "docket/persistence/views/projection.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>

// A projection of an embedder's own, in few lines: how many events each order has, in the tests' stories.
namespace docket::shop {

// How its instances behave; shared with the test.
struct tally_mood {
  std::mutex gate;                      // Whoever holds it keeps events from being applied.
  std::atomic<bool> cannot_cope{false}; // With the order "order-1" after its creation.
  std::atomic<bool> dies{false};        // Of something that is no event's fault.
  std::atomic<std::uint64_t> told{0};   // Events, by all instances.
};

class tally final : public projection {
public:
  tally(std::string name, std::int32_t version, std::shared_ptr<tally_mood> mood)
      : name_(std::move(name)),
        version_(version),
        mood_(std::move(mood)) {}

  [[nodiscard]] std::string_view name() const noexcept override { return name_; }
  [[nodiscard]] std::int32_t version() const noexcept override { return version_; }
  [[nodiscard]] const log_filter& interest() const noexcept override { return interest_; }

  void create_tables(view_tables& tables) override {
    tables.execute("CREATE TABLE tally (id TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT, WITHOUT ROWID");
  }

  void apply(const event_view& event, view_tables& tables) override {
    const std::scoped_lock wait_at{mood_->gate};
    ++mood_->told;
    if (mood_->dies) throw std::bad_alloc{};
    if (mood_->cannot_cope && event.stream_id == "order-1" && event.version == docket::version{2})
      throw std::runtime_error{"cannot cope with order-1"};
    auto& add =
        tables.prepared("INSERT INTO tally VALUES (?, ?) ON CONFLICT DO UPDATE SET events = events + ?");
    const auto each = version_ == 1 ? 1 : 100; // Later versions count otherwise.
    add.bind_text(1, event.stream_id);
    add.bind(2, each);
    add.bind(3, each);
    add.run();
  }

private:
  std::string name_;
  std::int32_t version_;
  std::shared_ptr<tally_mood> mood_;
  log_filter interest_{.stream_types = {"order"}, .event_types = {}};
};

// A shop with a read side: a log that outlives its engines, views in a folder of the test's.
class shop_with_views {
public:
  std::shared_ptr<event_store> log = make_memory_store();
  std::shared_ptr<tally_mood> mood = std::make_shared<tally_mood>();
  config settings;

  shop_with_views() {
    settings = on(log);
    settings.database = folder_.path() / "orders.db";
    settings.read_side.pause = std::chrono::milliseconds{0};
    settings.read_side.back_off_first = std::chrono::milliseconds{0};
    settings.read_side.attempts_max = 2;
    keep("tally");
  }

  void keep(const std::string& name, std::int32_t version = 1) {
    settings.projections.push_back(
        [name, version, mood = mood] { return std::make_unique<tally>(name, version, mood); });
  }

  [[nodiscard]] std::filesystem::path views() const { return folder_.path() / "orders.db.views"; }

private:
  docket::testing::temporary_folder folder_;
};

// Three events each: 1 to 3 are those of order-`from`, ...
inline position create_orders(engine& docket, int from, int count) {
  std::vector<std::future<command_result>> answers;
  for (int n = from; n < from + count; ++n)
    answers.push_back(docket.execute(new_order("order-" + std::to_string(n))));
  position last{};
  for (auto& answer : answers)
    last = std::max(last, answer.get().value().last);
  return last;
}

using tallies = std::map<std::string, std::int64_t>;

// What the view says, when everything up to `at_least` is in it.
inline tallies tallied(engine& docket, position at_least, std::string_view view = "tally") {
  tallies result;
  const auto refused =
      docket.queries().read(view, {at_least, std::chrono::minutes{5}}, [&](view_reader& reader) {
        auto& query = reader.prepared("SELECT id, events FROM tally");
        for (const sqlite::rows_of rows{query}; rows.next();)
          result.emplace(query.text(0), query.integer(1));
      });
  if (refused) throw std::runtime_error{refused->rule + ": " + refused->message};
  return result;
}

inline tallies three_each(int orders, std::int64_t events = 3) {
  tallies result;
  for (int n = 0; n < orders; ++n)
    result["order-" + std::to_string(n)] = events;
  return result;
}

} // namespace docket::shop
