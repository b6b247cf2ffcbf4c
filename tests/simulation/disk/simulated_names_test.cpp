// Which files there are after the power went.
#include "docket/simulation/disk/simulated_names.hpp"

#include <catch2/catch.hpp>

using namespace docket;

namespace {

using names = std::vector<std::string>;

names left_by(simulated_names& disk, power_damage damage) {
  random_source dice{1};
  disk.cut(damage, dice, true);
  return disk.names_in("/disk");
}

void write(simulated_names& disk, const std::string& path, std::uint8_t byte) {
  auto file = disk.find(path);
  if (!file) file = disk.make(path);
  file->write(std::vector{byte}, 0);
  file->sync();
}

} // namespace

TEST_CASE("a new file's name is lost unless the file or its folder is synced", "[disk]") {
  simulated_names disk{"/disk"};
  const auto file = disk.make("/disk/log.db");
  SECTION("neither") { CHECK(left_by(disk, power_damage::nothing_kept).empty()); }
  SECTION("neither, and the disk wrote it all the same") {
    CHECK(left_by(disk, power_damage::everything_kept) == names{"log.db"});
  }
  SECTION("the file") {
    disk.sync_name("/disk/log.db");
    CHECK(left_by(disk, power_damage::nothing_kept) == names{"log.db"});
  }
  SECTION("the folder") {
    disk.sync_folder("/disk");
    CHECK(left_by(disk, power_damage::names_lost) == names{"log.db"});
  }
}

TEST_CASE("a removed file is back unless its folder is synced", "[disk]") {
  simulated_names disk{"/disk"};
  write(disk, "/disk/log.db-wal", 1);
  disk.sync_folder("/disk");
  REQUIRE(disk.remove("/disk/log.db-wal"));
  REQUIRE_FALSE(disk.remove("/disk/log.db-wal"));
  SECTION("not synced") { CHECK(left_by(disk, power_damage::nothing_kept) == names{"log.db-wal"}); }
  SECTION("not synced, and the disk removed it all the same") {
    CHECK(left_by(disk, power_damage::everything_kept).empty());
  }
  SECTION("synced") {
    disk.sync_folder("/disk");
    CHECK(left_by(disk, power_damage::nothing_kept).empty());
  }
}

TEST_CASE("a removed file does not come back in the place of a new one that is on the disk", "[disk]") {
  simulated_names disk{"/disk"};
  write(disk, "/disk/a", 1);
  disk.sync_folder("/disk");
  REQUIRE(disk.remove("/disk/a"));
  write(disk, "/disk/a", 2);
  SECTION("the new one is synced") {
    disk.sync_name("/disk/a");
    CHECK(left_by(disk, power_damage::nothing_kept) == names{"a"});
    CHECK(disk.find("/disk/a")->content() == std::vector<std::uint8_t>{2});
  }
  SECTION("the new one is not") {
    CHECK(left_by(disk, power_damage::nothing_kept) == names{"a"});
    CHECK(disk.find("/disk/a")->content() == std::vector<std::uint8_t>{1});
  }
}
