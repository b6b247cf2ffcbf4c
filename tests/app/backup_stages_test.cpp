#include "docket/app/backup/stages.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <stdexcept>

using namespace docket;
using namespace docket::app;

TEST_CASE("a backup that no signal interrupts ends as its work says") {
  stages shown;
  const auto watch = shown.watch();
  CHECK(shown.run([&] {
    watch(backup_stage::copying, 1, 2);
    watch(backup_stage::verifying_copy, 0, 0);
    return exit_status::well;
  }) == exit_status::well);
  CHECK_THROWS_AS(shown.run([]() -> exit_status { throw std::runtime_error{"no room"}; }),
                  std::runtime_error);
}

TEST_CASE("a signal ends a backup at its next piece, with the signal's status") {
  const auto signal = GENERATE(SIGINT, SIGTERM);
  stages shown;
  bool went_on = false;
  CHECK(shown.run([&] {
    std::raise(signal);
    shown.watch()(backup_stage::copying, 1, 2);
    went_on = true;
    return exit_status::well;
  }) == ended_by_signal(signal));
  CHECK_FALSE(went_on);
}
