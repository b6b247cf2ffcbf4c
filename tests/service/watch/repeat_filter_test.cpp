#include "docket/service/watch/repeat_filter.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace docket::service {
namespace {

struct heard {
  std::vector<std::string> lines;
  std::int64_t seconds = 0;
  repeat_filter filter{[this](const std::string& words) { lines.push_back(words); },
                       [this] { return timestamp{seconds * 1'000'000}; }};
};

} // namespace

TEST_CASE("what is said over and over is told once a minute, with how often", "[service][watch]") {
  heard by;
  by.seconds = 1'000;
  for (int i = 0; i < 3; ++i)
    by.filter.say("the disk is gone");
  CHECK(by.lines == std::vector<std::string>{"the disk is gone"});
  by.seconds += 59;
  by.filter.say("the disk is gone");
  by.seconds += 1;
  by.filter.say("the disk is gone");
  CHECK(by.lines == std::vector<std::string>{"the disk is gone",
                                             "the disk is gone (3 more times since it was last told)"});
}

TEST_CASE("other words are told at once", "[service][watch]") {
  heard by;
  by.filter.say("the disk is gone");
  by.filter.say("a fault");
  by.filter.say("the disk is gone");
  CHECK(by.lines == std::vector<std::string>{"the disk is gone", "a fault", "the disk is gone"});
}

TEST_CASE("a clock that jumps back silences nothing", "[service][watch]") {
  heard by;
  by.seconds = 86'400;
  by.filter.say("the disk is gone");
  by.seconds = 0;
  by.filter.say("the disk is gone");
  CHECK(by.lines.size() == 2);
}

TEST_CASE("without a listener nothing is told, and nothing breaks", "[service][watch]") {
  repeat_filter filter{{}, [] { return timestamp{}; }};
  CHECK_NOTHROW(filter.say("the disk is gone"));
}

} // namespace docket::service
