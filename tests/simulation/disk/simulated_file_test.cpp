// What is left of one file when the power goes.
#include "docket/simulation/disk/simulated_file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

using namespace docket;

namespace {

std::span<const std::uint8_t> bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string text_of(const simulated_file& file) { return {file.content().begin(), file.content().end()}; }

// "aaaa" is synced; "bb" over its middle and "cc" behind it are not.
simulated_file with_two_unsynced_writes() {
  simulated_file file;
  file.write(bytes("aaaa"), 0);
  file.sync();
  file.write(bytes("bb"), 1);
  file.write(bytes("cc"), 4);
  return file;
}

// All that the damage can leave, over many seeds.
std::set<std::string> outcomes(const simulated_file& file, power_damage damage, bool powersafe = true) {
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    auto cut = file;
    random_source dice{seed};
    cut.cut(damage, dice, powersafe);
    all.insert(text_of(cut));
  }
  return all;
}

using texts = std::set<std::string>;

std::string zeros(std::size_t count) { return std::string(count, '\0'); }

} // namespace

TEST_CASE("a file is what was written, before it is synced and after", "[disk]") {
  auto file = with_two_unsynced_writes();
  CHECK(text_of(file) == "abbacc");
  file.sync();
  CHECK(text_of(file) == "abbacc");
  file.truncate(2);
  file.write(bytes("d"), 4);
  CHECK(text_of(file) == std::string("ab\0\0d", 5));
}

TEST_CASE("what was synced is kept by every damage", "[disk]") {
  auto file = with_two_unsynced_writes();
  file.sync();
  for (const auto damage : every_power_damage)
    CHECK(outcomes(file, damage, false) == texts{"abbacc"});
}

TEST_CASE("each damage keeps what its name says of two unsynced writes", "[disk]") {
  const auto file = with_two_unsynced_writes();
  CHECK(outcomes(file, power_damage::nothing_kept) == texts{"aaaa"});
  CHECK(outcomes(file, power_damage::names_only) == texts{"aaaa"});
  CHECK(outcomes(file, power_damage::everything_kept) == texts{"abbacc"});
  CHECK(outcomes(file, power_damage::names_lost) == texts{"abbacc"});
  CHECK(outcomes(file, power_damage::prefix_kept) == texts{"aaaa", "abba", "abbacc"});
  CHECK(outcomes(file, power_damage::only_last_kept) == texts{"aaaacc"});
  CHECK(outcomes(file, power_damage::writes_dropped) == texts{"aaaa", "abba", "aaaacc", "abbacc"});
  CHECK(outcomes(file, power_damage::last_write_torn) == texts{"abba", "abbac", "abbacc"});
  CHECK(outcomes(file, power_damage::size_grown_zeroed) == texts{"aaaa" + zeros(2)});
  CHECK(outcomes(file, power_damage::sizes_only) == texts{"aaaa"});
}

TEST_CASE("a cut to a smaller size can come to the disk before the writes", "[disk]") {
  auto file = with_two_unsynced_writes();
  file.truncate(3);
  CHECK(outcomes(file, power_damage::sizes_only) == texts{"aaa"});
  CHECK(outcomes(file, power_damage::only_last_kept) == texts{"aaa"});
  CHECK(outcomes(file, power_damage::nothing_kept) == texts{"aaaa"});
}

TEST_CASE("sectors of one write are kept or lost each for itself", "[disk]") {
  simulated_file file;
  file.write(bytes(std::string(1024, 'a')), 0);
  file.sync();
  file.write(bytes(std::string(1024, 'b')), 0);
  const std::string a(512, 'a');
  const std::string b(512, 'b');
  CHECK(outcomes(file, power_damage::sectors_dropped) == texts{a + a, a + b, b + a, b + b});
  CHECK(outcomes(file, power_damage::sectors_zeroed) ==
        texts{a + a, a + zeros(512), zeros(512) + a, zeros(1024), b + b});
  const auto garbled = outcomes(file, power_damage::sectors_garbled);
  CHECK(garbled.size() > 100);
  CHECK(std::ranges::all_of(garbled, [](const std::string& left) { return left.size() == 1024; }));
}

TEST_CASE("powersafe overwrite protects the neighbours of a write", "[disk]") {
  simulated_file file;
  file.write(bytes(std::string(512, 'a')), 0);
  file.sync();
  file.write(bytes("b"), 100);
  const auto neighbours_whole = [](const std::string& left) {
    return left.substr(0, 100) == std::string(100, 'a') && left.substr(101) == std::string(411, 'a');
  };
  CHECK(std::ranges::all_of(outcomes(file, power_damage::sectors_zeroed, true), neighbours_whole));
  CHECK(outcomes(file, power_damage::sectors_zeroed, false).contains(zeros(512)));
}

TEST_CASE("what a failed sync forgot no later sync makes durable, and it may appear nevertheless", "[disk]") {
  auto file = with_two_unsynced_writes();
  file.forget();
  CHECK(text_of(file) == "abbacc");
  file.write(bytes("d"), 5);
  file.sync();
  CHECK(text_of(file) == "abbacd");
  CHECK(outcomes(file, power_damage::nothing_kept) == texts{"aaaa" + zeros(1) + "d"});
  CHECK(outcomes(file, power_damage::everything_kept) == texts{"abbacd"});
  CHECK(outcomes(file, power_damage::writes_dropped) ==
        texts{"aaaa" + zeros(1) + "d", "abba" + zeros(1) + "d", "aaaacd", "abbacd"});
}

TEST_CASE("what was forgotten is durable when it is written anew and synced", "[disk]") {
  auto file = with_two_unsynced_writes();
  file.forget();
  file.write(bytes("bbacc"), 1);
  file.sync();
  for (const auto damage : every_power_damage)
    CHECK(outcomes(file, damage) == texts{"abbacc"});
}

TEST_CASE("damage is the same for the same seed", "[disk]") {
  for (const auto damage : every_power_damage) {
    auto one = with_two_unsynced_writes();
    auto other = one;
    random_source dice{7};
    random_source same_dice{7};
    one.cut(damage, dice, true);
    other.cut(damage, same_dice, true);
    CHECK(text_of(one) == text_of(other));
  }
}
