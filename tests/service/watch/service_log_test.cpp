#include "docket/service/watch/service_log.hpp"

#include "../access/asking.hpp"
#include "docket/service/watch/log_level_routes.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace docket::service {
namespace {

using namespace testing;

struct kept_log {
  std::vector<std::string> lines;
  service_log log;

  explicit kept_log(service_log::form form = service_log::form::with_time, log_level level = log_level::info)
      : log(
            level, form, [] { return timestamp{1'000'000}; },
            [this](std::string_view line) { lines.emplace_back(line); }) {}
};

} // namespace

TEST_CASE("a line of the log says when and how grave it is") {
  kept_log kept;
  kept.log.warn("the view order_list is behind");
  CHECK(kept.lines ==
        std::vector<std::string>{"1970-01-01T00:00:01.000Z warn   the view order_list is behind\n"});
}

TEST_CASE("the journal is told the priority, and knows the time") {
  kept_log kept{service_log::form::for_journal, log_level::debug};
  kept.log.error("a");
  kept.log.warn("b");
  kept.log.info("c");
  kept.log.debug("d");
  CHECK(kept.lines == std::vector<std::string>{"<3>a\n", "<4>b\n", "<6>c\n", "<7>d\n"});
}

TEST_CASE("a message stays on its line, and moves no cursor") {
  kept_log kept{service_log::form::for_journal};
  kept.log.info("one\ntwo\x1b[31m Zo\xc3\xab");
  CHECK(kept.lines == std::vector<std::string>{"<6>one\\x0atwo\\x1b[31m Zo\xc3\xab\n"});
}

TEST_CASE("a level has what is graver, and can be changed") {
  kept_log kept;
  kept.log.debug("unheard");
  CHECK(kept.lines.empty());
  kept.log.set_level(log_level::debug);
  kept.log.debug("heard");
  kept.log.set_level(log_level::error);
  kept.log.warn("unheard");
  CHECK(kept.lines.size() == 1);
}

TEST_CASE("operators ask and set the level over HTTP") {
  kept_log kept;
  const router at{log_level_routes(kept.log), lets_in({"olga", role_set{}.add(role::operate)}), unseen};
  CHECK(ask(at, request_for(http_method::get, "/log-level")).body == R"({"level":"info"})");
  CHECK(ask(at, request_for(http_method::put, "/log-level", R"({"level":"debug"})")).body ==
        R"({"level":"debug"})");
  CHECK(kept.log.level() == log_level::debug);
  REQUIRE(kept.lines.size() == 1);
  CHECK_THAT(kept.lines[0], Catch::Contains("olga set the level of this log to debug"));
  for (const auto body : {"", "debug", "{}", R"({"level":"loud"})", R"({"level":1})", R"(["level"])",
                          R"({"level":"info","more":1})", R"({"more":1,"level":"info"})"}) {
    INFO(body);
    CHECK(ask(at, request_for(http_method::put, "/log-level", body)).status == 400);
  }
  CHECK(kept.log.level() == log_level::debug);
}

} // namespace docket::service
