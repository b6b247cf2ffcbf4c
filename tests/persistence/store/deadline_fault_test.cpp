// Deadlines and checkpoints on a disk that fails, and under processes that die: all of a commit or nothing.
#include "deadline_appends.hpp"
#include "failure_of.hpp"
#include "faulty_vfs.hpp"
#include "other_process.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;
using fault = faulty_vfs;

namespace {

const deadlines before{{1, "order order-1"}, {2, "order order-2"}};
const deadlines after{{3, "order order-3"}, {4, "order order-1"}};

void set_before(event_store& store) { commit(store, {due_at("order-1", 1), due_at("order-2", 2)}); }

// Sets, moves and clears in one commit; makes `after` of `before`.
void set_after(event_store& store) {
  commit(store, {due_at("order-3", 3), due_at("order-1", 4), without_deadline("order-2")});
}

deadlines pending_in(event_store& store) { return pending(*store.open_reader()); }

struct deadlines_on_faulty_disk {
  deadlines_on_faulty_disk() {
    set_before(*store);
    store->write_checkpoint("fulfilment", position{1});
  }

  void reopen() {
    store.reset();
    disk.heal();
    store = open_sqlite_store(path);
  }

  [[nodiscard]] std::optional<position> checkpoint() const {
    return store->open_reader()->load_checkpoint("fulfilment");
  }

  temporary_folder folder;
  std::filesystem::path path = folder / "log.db";
  fault disk;
  std::unique_ptr<event_store> store = open_sqlite_store(path);
};

} // namespace

TEST_CASE("a commit that fails changes no deadline, and the next one can", "[store]") {
  deadlines_on_faulty_disk t;
  const int nth = GENERATE(1, 2, 5);
  t.disk.fail(fault::file::wal, fault::operation::write, nth, SQLITE_FULL);
  CHECK(failure_of([&] { set_after(*t.store); }) == store_errc::full);
  REQUIRE(t.disk.struck());
  CHECK(pending_in(*t.store) == before);
  set_after(*t.store);
  CHECK(pending_in(*t.store) == after);
  CHECK(verify_log(t.path).damage == "");
}

TEST_CASE("after an unknown outcome deadlines and events are both there or both not", "[store]") {
  deadlines_on_faulty_disk t;
  const auto what = GENERATE(fault::operation::sync, fault::operation::write);
  const int code = what == fault::operation::sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
  t.disk.fail(fault::file::wal, what, 1, code);
  CHECK(failure_of([&] { set_after(*t.store); }) == store_errc::outcome_unknown);
  CHECK(pending_in(*t.store) == before);
  t.reopen();
  const bool written = t.store->open_reader()->head().commit == 2;
  CHECK(pending_in(*t.store) == (written ? after : before));
  CHECK(verify_log(t.path).damage == "");
}

TEST_CASE("a deadline that cannot be read to be moved fails the commit alone", "[store]") {
  deadlines_on_faulty_disk t;
  for (int i = 0; i < 40; ++i) {
    std::vector<append> many;
    for (int n = 0; n < 50; ++n)
      many.push_back(due_at("order-" + std::to_string(100 + i * 50 + n), 1000 + n));
    commit(*t.store, many);
  }
  const auto all = pending_in(*t.store);
  t.store.reset();
  t.store = open_sqlite_store(t.path); // With an empty page cache: it has to read.
  const int nth = GENERATE(1, 2, 3, 4, 5, 6);
  t.disk.fail(fault::file::database, fault::operation::read, nth, SQLITE_IOERR_READ);
  CHECK(failure_of([&] {
          commit(*t.store, {due_at("order-500", 1), due_at("order-1500", 1)});
        }) == store_errc::io);
  REQUIRE(t.disk.struck());
  CHECK(pending_in(*t.store) == all);
  commit(*t.store, {due_at("order-500", 1)});
  CHECK(pending_in(*t.store).size() == all.size());
  CHECK(verify_log(t.path).damage == "");
}

TEST_CASE("a process that dies at any moment of a commit leaves all of its deadlines or none", "[store]") {
  const auto what = GENERATE(fault::operation::write, fault::operation::sync);
  bool survived = false;
  for (int nth = 1; !survived; ++nth) {
    const temporary_folder folder;
    const auto path = folder / "log.db";
    std::unique_ptr<event_store> held;
    other_process dying{[&] {
      fault disk;
      held = open_sqlite_store(path);
      set_before(*held);
      disk.die(fault::file::wal, what, nth);
      set_after(*held);
      return "survived";
    }};
    survived = dying.said() == "survived";
    dying.kill();
    const auto store = open_sqlite_store(path);
    const auto commits = store->open_reader()->head().commit;
    CAPTURE(nth, survived);
    REQUIRE((nth > 1 || !survived));
    REQUIRE((!survived || commits == 2));
    REQUIRE(pending_in(*store) == (commits == 2 ? after : before));
    REQUIRE(verify_log(path).damage == "");
    REQUIRE(nth < 100);
  }
}

TEST_CASE("a checkpoint that cannot be written leaves the one before, and the store goes on", "[store]") {
  deadlines_on_faulty_disk t;
  t.disk.fail(fault::file::wal, fault::operation::write, 1, SQLITE_FULL);
  CHECK(failure_of([&] { t.store->write_checkpoint("fulfilment", position{2}); }) == store_errc::full);
  REQUIRE(t.disk.struck());
  CHECK(t.checkpoint() == position{1});
  set_after(*t.store);
  t.store->write_checkpoint("fulfilment", position{5});
  CHECK(t.checkpoint() == position{5});
  CHECK(verify_log(t.path).damage == "");
}

TEST_CASE("a checkpoint waits for the disk", "[store]") {
  deadlines_on_faulty_disk t;
  t.disk.fail(fault::file::wal, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  CHECK(failure_of([&] { t.store->write_checkpoint("fulfilment", position{2}); }) ==
        store_errc::outcome_unknown);
  REQUIRE(t.disk.struck());
  CHECK(t.checkpoint() == position{1}); // Readers see nothing that may not be durable.
  CHECK(failure_of([&] { set_after(*t.store); }) == store_errc::closed_to_writes);
  CHECK(failure_of([&] { t.store->write_checkpoint("fulfilment", position{2}); }) ==
        store_errc::closed_to_writes);
  t.reopen();
  CHECK((t.checkpoint() == position{1} || t.checkpoint() == position{2}));
  t.store->write_checkpoint("fulfilment", position{2});
  CHECK(t.checkpoint() == position{2});
}

TEST_CASE("a checkpoint that says the same again asks nothing of the disk", "[store]") {
  deadlines_on_faulty_disk t;
  const auto what = GENERATE(fault::operation::write, fault::operation::sync);
  t.disk.fail(fault::file::wal, what, 1, SQLITE_IOERR);
  t.store->write_checkpoint("fulfilment", position{1});
  CHECK_FALSE(t.disk.struck());
  CHECK(t.checkpoint() == position{1});
}
