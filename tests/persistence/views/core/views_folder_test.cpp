// The folder of a database's views: one writer, a registry of generations, and files that belong to someone.
#include "../../store/failure_of.hpp"
#include "../../store/other_process.hpp"
#include "../../store/sqlite_shell.hpp"
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include "docket/persistence/views/view_rebuild.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr timestamp now = view_room::hour(12);

struct home {
  [[nodiscard]] bool has(const char* file) const { return std::filesystem::exists(path / file); }

  temporary_folder folder;
  std::filesystem::path path = folder / "log.db.views";
};

} // namespace

TEST_CASE("a view's first generation is live from its beginning", "[views][folder]") {
  home at;
  counting_projection counts;
  {
    views_folder folder{at.path};
    CHECK(folder.live_generation(counts, now) == view_generation{1, 1, now});
    CHECK(folder.live_generation(counts, view_room::hour(13)) == view_generation{1, 1, now});
  }
  views_folder again{at.path};
  const auto view = again.registry().find("counting");
  REQUIRE(view);
  CHECK(view->live == view_generation{1, 1, now});
  CHECK_FALSE(view->building);
  CHECK_FALSE(again.registry().find("another"));
}

TEST_CASE("a generation's number is never given twice", "[views][folder]") {
  home at;
  views_folder folder{at.path};
  auto& registry = folder.registry();
  registry.begin_live("counting", 1, now);
  CHECK(registry.begin_building("counting", 2, now).number == 2);
  registry.give_up_building("counting");
  CHECK_FALSE(registry.find("counting")->building);
  CHECK(registry.begin_building("counting", 2, now).number == 3);
  CHECK(registry.begin_building("counting", 3, now).number == 4); // In the place of 3.
  registry.switch_over("counting");
  CHECK(registry.find("counting")->live == view_generation{4, 3, now});
  CHECK_FALSE(registry.find("counting")->building);
  CHECK(registry.begin_live("other", 1, now).number == 1);
  CHECK(registry.all().size() == 2);
}

TEST_CASE("what is not being built cannot be switched to", "[views][folder]") {
  home at;
  views_folder folder{at.path};
  folder.registry().begin_live("counting", 1, now);
  CHECK(failure_of([&] { folder.registry().switch_over("counting"); }) == store_errc::not_found);
  CHECK(folder.registry().find("counting")->live->number == 1);
}

TEST_CASE("a view's name is a plain word, as it becomes a file's", "[views][folder]") {
  home at;
  views_folder folder{at.path};
  for (const auto* name : {"", "Counting", "../counting", "1st", "a b", "a.b"})
    CHECK_THROWS_AS(folder.registry().begin_live(name, 1, now), std::invalid_argument);
  CHECK_THROWS_AS(folder.registry().begin_live(std::string(65, 'a'), 1, now), std::invalid_argument);
  CHECK(folder.registry().begin_live(std::string(64, 'a'), 1, now).number == 1);
}

TEST_CASE("a second writer of the views is refused, and told who holds them", "[views][folder]") {
  home at;
  {
    other_process holder{[&] {
      static views_folder held{at.path};
      return std::string{"holds"};
    }};
    REQUIRE(holder.said() == "holds");
    CHECK(failure_of([&] { views_folder{at.path}; }) == store_errc::locked);
    CHECK_THROWS_WITH((views_folder{at.path}), Catch::Contains("process " + std::to_string(holder.id())));
    holder.kill();
  }
  views_folder free_again{at.path};
  CHECK(failure_of([&] { views_folder{at.path}; }) == store_errc::locked); // In one process, too.
}

TEST_CASE("a view is read by its name, and one that was never built is refused", "[views][folder]") {
  home at;
  CHECK(failure_of([&] { (void)open_live_view(at.path, "counting"); }) == store_errc::not_found);
  view_room room;
  write_orders(room, {"o-1"});
  views_folder folder{at.path};
  auto kept = open_kept_view(
      folder, [] { return std::make_unique<counting_projection>(); }, now);
  REQUIRE(kept);
  (void)kept->runner->step(room.log_of(), 10);
  CHECK(counts_in(*open_live_view(at.path, "counting")) == counted{{"o-1", 1}});
  CHECK_THROWS_WITH(open_live_view(at.path, "other"), Catch::Contains("other was never built"));
}

TEST_CASE("files that no row names are removed, and nothing else is", "[views][folder]") {
  home at;
  {
    views_folder folder{at.path};
    auto kept = open_kept_view(
        folder, [] { return std::make_unique<counting_projection>(); }, now);
    for (const auto* file :
         {"counting.7.db", "counting.7.db-wal", "gone.1.db-shm", "notes.txt", "counting.db"})
      std::ofstream{at.path / file} << "x";
  }
  views_folder again{at.path};
  CHECK(at.has("counting.1.db"));
  CHECK(at.has("registry.db"));
  CHECK(at.has("notes.txt"));
  CHECK(at.has("counting.db"));
  CHECK_FALSE(at.has("counting.7.db"));
  CHECK_FALSE(at.has("counting.7.db-wal"));
  CHECK_FALSE(at.has("gone.1.db-shm"));
}

TEST_CASE("a live view whose file was lost is begun again", "[views][folder]") {
  home at;
  view_room room;
  write_orders(room, {"o-1"});
  const auto make = [] { return std::make_unique<counting_projection>(); };
  {
    views_folder folder{at.path};
    auto kept = open_kept_view(folder, make, now);
    (void)kept->runner->step(room.log_of(), 10);
  }
  std::filesystem::remove(at.path / "counting.1.db");
  views_folder folder{at.path};
  auto kept = open_kept_view(folder, make, now);
  REQUIRE(kept);
  CHECK(kept->runner->position() == position{0});
  (void)kept->runner->step(room.log_of(), 10);
  CHECK(counts_in(*open_live_view(at.path, "counting")) == counted{{"o-1", 1}});
}

TEST_CASE("files of a newer docket are refused, before anything in them is changed", "[views][folder]") {
  home at;
  const auto make = [] { return std::make_unique<counting_projection>(); };
  {
    views_folder folder{at.path};
    auto kept = open_kept_view(folder, make, now);
  }
  SECTION("the registry") {
    run_sql(at.path / "registry.db", "PRAGMA user_version = 9");
    CHECK(failure_of([&] { views_folder{at.path}; }) == store_errc::newer_format);
    CHECK_THROWS_WITH(open_live_view(at.path, "counting"), Catch::Contains("format version 9"));
  }
  SECTION("a view") {
    run_sql(at.path / "counting.1.db", "PRAGMA user_version = 9");
    views_folder folder{at.path};
    CHECK(failure_of([&] { (void)open_kept_view(folder, make, now); }) == store_errc::newer_format);
    CHECK(failure_of([&] { (void)open_live_view(at.path, "counting"); }) == store_errc::newer_format);
  }
}

TEST_CASE("somebody else's file in a view's place is refused", "[views][folder]") {
  home at;
  const auto make = [] { return std::make_unique<counting_projection>(); };
  views_folder folder{at.path};
  run_sql(at.path / "counting.1.db", "CREATE TABLE theirs (x)");
  CHECK(failure_of([&] { (void)open_kept_view(folder, make, now); }) == store_errc::not_a_database);
  CHECK(failure_of([&] { view_reader{at.path / "counting.1.db"}; }) == store_errc::not_a_database);
}

TEST_CASE("a view whose first page is garbage is damaged", "[views][folder]") {
  home at;
  const auto make = [] { return std::make_unique<counting_projection>(); };
  views_folder folder{at.path};
  std::ofstream{at.path / "counting.1.db"} << std::string(4096, 'x');
  CHECK(failure_of([&] { (void)open_kept_view(folder, make, now); }) == store_errc::corrupt);
  CHECK(failure_of([&] { view_reader{at.path / "counting.1.db"}; }) == store_errc::corrupt);
}

TEST_CASE("a registry of views that is damaged is begun anew, and that is told", "[views][folder]") {
  home at;
  const auto make = [] { return std::make_unique<counting_projection>(); };
  {
    views_folder folder{at.path};
    (void)open_kept_view(folder, make, now);
  }
  std::ofstream{at.path / view_registry::file_name} << std::string(4096, 'x');
  std::string told;
  views_folder folder{at.path, [&](const std::string& line) { told = line; }};
  CHECK_THAT(told, Catch::Contains("built anew"));
  CHECK_FALSE(folder.registry().find("counting"));
}

TEST_CASE("a damaged view says that it can be made again, and is", "[views][folder]") {
  home at;
  view_room room;
  for (int order = 0; order < 300; ++order)
    room.write_raw("order", "order-with-a-rather-long-name-" + std::to_string(order), "ItemAdded");
  const auto make = [] { return std::make_unique<counting_projection>(); };
  {
    views_folder folder{at.path};
    auto kept = open_kept_view(folder, make, now);
    (void)kept->runner->step(room.log_of(), 1'000);
  }
  const auto file = at.path / "counting.1.db";
  {
    std::fstream bytes{file, std::ios::in | std::ios::out | std::ios::binary};
    bytes.seekp(16384); // Past the first page: of the tables.
    bytes << std::string(std::filesystem::file_size(file) - 16384, '\xff');
  }
  CHECK_THROWS_WITH(counts_in(*open_live_view(at.path, "counting")), Catch::Contains("built again"));
  std::filesystem::remove(file);
  views_folder folder{at.path};
  auto kept = open_kept_view(folder, make, now);
  REQUIRE(kept->runner->step(room.log_of(), 1'000).caught_up);
  CHECK(counts_in(*open_live_view(at.path, "counting")).size() == 300);
}

TEST_CASE("a view's file has large pages and a write-ahead log", "[views][folder]") {
  view_room room;
  counting_projection counts;
  room.run(counts);
  CHECK(ask_sql(room.file_of("counting"), "PRAGMA page_size") == "16384");
  CHECK(ask_sql(room.file_of("counting"), "PRAGMA journal_mode") == "wal");
}

TEST_CASE("the views of a database stand beside its real file", "[views][folder]") {
  temporary_folder folder;
  std::filesystem::create_directory(folder / "data");
  std::ofstream{folder / "data" / "log.db"};
  std::filesystem::create_symlink(folder / "data" / "log.db", folder / "link.db");
  CHECK(views_folder_of(folder / "link.db") == folder / "data" / "log.db.views");
}

TEST_CASE("where no folder can be made, it says why", "[views][folder]") {
  temporary_folder folder;
  std::ofstream{folder / "log.db.views"} << "a file";
  CHECK(failure_of([&] { views_folder{folder / "log.db.views"}; }) == store_errc::io);
  CHECK(failure_of([&] { views_folder{folder / "missing" / "log.db.views"}; }) == store_errc::io);
}
