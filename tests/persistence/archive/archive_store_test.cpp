// A store with archives, beside one without: all that can be asked of the log is answered the same.
#include "archived_log.hpp"
#include "store/sqlite_shell.hpp"

#include "docket/persistence/store/memory_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

using events = std::vector<recorded_event>;

events part_of_stream(log_reader& reader, const std::string& order, version from, direction way,
                      std::size_t limit) {
  events found;
  const auto key = reader.find_stream("order", order).value();
  const auto visited = reader.read_stream(key, from, way, limit, [&](const event_view& seen) {
    found.emplace_back(seen);
    return true;
  });
  CHECK(visited == found.size());
  return found;
}

events part_of_log(log_reader& reader, position from, const log_filter& filter, std::size_t limit,
                   position& last) {
  events found;
  last = reader.read_log(from, filter, limit, [&](const event_view& seen) {
    found.emplace_back(seen);
    return true;
  });
  return found;
}

// Everything that a reader can be asked, of both.
void require_same(log_reader& archived, log_reader& plain) {
  REQUIRE(archived.head() == plain.head());
  REQUIRE(whole_log(archived) == whole_log(plain));
  for (int order = 1; order <= orders_in_log; ++order) {
    const auto id = "order-" + std::to_string(order);
    CAPTURE(id);
    REQUIRE(archived.find_stream("order", id) == plain.find_stream("order", id));
    for (const auto way : {direction::forward, direction::backward})
      for (std::uint32_t from = 0; from <= 26; ++from)
        for (const std::size_t limit : {0, 1, 3, 100})
          REQUIRE(part_of_stream(archived, id, version{from}, way, limit) ==
                  part_of_stream(plain, id, version{from}, way, limit));
  }
  const auto last = value(plain.head().position);
  for (const auto& filter : {log_filter{}, log_filter{{"order"}, {}}, log_filter{{}, {"ItemAdded"}},
                             log_filter{{"stock"}, {}}, log_filter{{}, {"OrderCreated"}}})
    for (std::uint64_t from = 0; from <= last + 2; from += 5)
      for (const std::size_t limit : {0, 1, 7, 1000}) {
        position a{}, b{};
        REQUIRE(part_of_log(archived, position{from}, filter, limit, a) ==
                part_of_log(plain, position{from}, filter, limit, b));
        REQUIRE(a == b);
      }
  for (std::uint64_t number = 1; number <= plain.head().commit + 1; ++number) {
    const auto one = archived.commit(number), other = plain.commit(number);
    REQUIRE(one.has_value() == other.has_value());
    if (one) REQUIRE(one->hash == other->hash);
  }
}

struct two_stores {
  two_stores() { write_log(*plain); }

  void require_same() const {
    testing_report = verify_log(archived.path);
    CHECK(testing_report.damage == "");
    const auto reader = plain->open_reader();
    CHECK(testing_report.head == reader->head());
    ::require_same(*open_sqlite_reader(archived.path), *reader);
  }

  log_on_disk archived;
  std::unique_ptr<event_store> plain = make_memory_store();
  mutable verify_report testing_report;
};

const std::vector<std::string> odd{"order-1", "order-3", "order-5", "order-7", "order-9", "order-11"};
const std::vector<std::string> all{"order-1", "order-2", "order-3", "order-4",  "order-5",  "order-6",
                                   "order-7", "order-8", "order-9", "order-10", "order-11", "order-12"};

} // namespace

TEST_CASE("a log with archived streams reads as it did", "[archive]") {
  const two_stores stores;
  const auto orders = GENERATE(std::vector<std::string>{"order-4"}, odd, all);
  const auto report = archive_orders(stores.archived.path, orders);
  CHECK(report.streams == orders.size());
  CHECK(report.file == stores.archived.archive(1));
  CHECK(std::filesystem::file_size(report.file) == report.file_bytes);
  CHECK(ask_sql(stores.archived.path, "SELECT count(*) FROM events") == std::to_string(156 - report.events));
  stores.require_same();
}

TEST_CASE("several archives lie between each other's events and read as one log", "[archive]") {
  const two_stores stores;
  for (const auto& order : all)
    CHECK(archive_orders(stores.archived.path, {order}).streams == 1);
  CHECK(ask_sql(stores.archived.path, "SELECT count(*) FROM events") == "0");
  CHECK(ask_sql(stores.archived.path, "SELECT count(*) FROM archives") == "12");
  stores.require_same();
}

TEST_CASE("an archived stream goes on where it ended", "[archive]") {
  const two_stores stores;
  archive_orders(stores.archived.path, odd);
  for (auto* store : {open_sqlite_store(stores.archived.path).release(), stores.plain.get()}) {
    const auto answer = commit(*store, {sample_append("order-3", expected_version::exactly(version{6})),
                                        sample_append("order-5", expected_version::no_stream()),
                                        sample_append("order-5", expected_version::any()),
                                        sample_append("order-13", expected_version::no_stream())});
    REQUIRE(answer.appends[0]);
    CHECK(answer.appends[0]->last == version{7});
    REQUIRE_FALSE(answer.appends[1]);
    CHECK(answer.appends[1].error().actual == version{10});
    CHECK(answer.appends[2]->last == version{11});
    CHECK(answer.appends[3]->last == version{1});
    if (store != stores.plain.get()) delete store;
  }
  stores.require_same();

  SECTION("and its end can be archived, too") {
    CHECK(archive_orders(stores.archived.path, {"order-3", "order-4"}).events == 1 + 8);
    stores.require_same();
    commit(*open_sqlite_store(stores.archived.path), {sample_append("order-3", expected_version::any())});
    commit(*stores.plain, {sample_append("order-3", expected_version::any())});
    stores.require_same();
  }
}

TEST_CASE("a log whose last event is archived goes on behind it", "[archive]") {
  const two_stores stores;
  archive_orders(stores.archived.path, all);
  const auto answer =
      commit(*open_sqlite_store(stores.archived.path), {sample_append("order-12", expected_version::any())});
  CHECK(answer.appends[0]->first == position{157});
  commit(*stores.plain, {sample_append("order-12", expected_version::any())});
  stores.require_same();
}

TEST_CASE("a visitor that has seen enough ends the reading within archives", "[archive]") {
  const log_on_disk log;
  archive_orders(log.path, odd);
  const auto reader = open_sqlite_reader(log.path);
  const auto key = reader->find_stream("order", "order-5").value();
  const auto way = GENERATE(direction::forward, direction::backward);
  int seen = 0;
  const auto three = [&](const event_view&) { return ++seen < 3; };
  CHECK(reader->read_stream(key, version{10}, direction::backward, 100, three) == 3);
  seen = 0;
  CHECK(reader->read_stream(key, version{way == direction::forward ? 1u : 10u}, way, 100, three) == 3);
  seen = 0;
  CHECK(reader->read_log(position{1}, {}, 100, three) == position{3});
}

TEST_CASE("who reads the log while streams are archived reads all of it", "[archive]") {
  const log_on_disk log;
  const auto before = whole_log(*open_sqlite_reader(log.path));
  const auto reader = open_sqlite_reader(log.path); // Opened before there was an archive.
  events seen;
  reader->read_log(position{1}, {}, 1000, [&](const event_view& event) {
    if (seen.size() == 50) archive_orders(log.path, odd, {.shrink = false});
    seen.emplace_back(event);
    return true;
  });
  CHECK(seen == before);
  CHECK(whole_log(*reader) == before);
  CHECK(whole_stream(*reader, reader->find_stream("order", "order-5").value()).size() == 10);
}

TEST_CASE("who has a database of an earlier format open sees what is archived from it", "[archive]") {
  const temporary_folder folder;
  const auto path = folder / "old.db";
  std::filesystem::copy_file(DOCKET_SOURCE_DIR "/tests/golden/databases/before-shipping-fee.db", path);
  const auto reader = open_sqlite_reader(path);
  const auto before = whole_log(*reader);
  REQUIRE(before.size() == 4);
  CHECK(archive_orders(path, {"order-001", "order-002"}).events == 4);
  CHECK(whole_log(*reader) == before);
  CHECK(whole_log(*open_sqlite_reader(path)) == before);
  CHECK(verify_log(path).damage == "");
}
