#include "docket/service/answers/problem.hpp"
#include "docket/service/commands/store_watch.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace docket;
using namespace docket::service;

namespace {

const std::string full_disk = "/srv/orders.db: committing failed: database or disk is full";

command_result failed(failure_kind kind) { return unexpected{failure{kind, std::nullopt, full_disk}}; }

struct watched_store {
  std::vector<std::string> said;
  store_watch store{{.worse = [this](const std::string& what) { said.push_back("error: " + what); },
                     .better = [this](const std::string& what) { said.push_back("info: " + what); }}};
};

} // namespace

TEST_CASE("a store that refuses is told of once, and once when it takes commands again") {
  watched_store w;
  w.store.heard(receipt{});
  w.store.heard(failed(failure_kind::store_unavailable));
  w.store.heard(failed(failure_kind::outcome_unknown));
  CHECK(w.said == std::vector{"error: the store refuses commands: " + full_disk});
  w.store.heard(receipt{});
  w.store.heard(receipt{});
  CHECK(w.said.back() == "info: the store takes commands again");
  w.store.heard(failed(failure_kind::outcome_unknown));
  CHECK(w.said.size() == 3);
}

TEST_CASE("each fault of the program is told of; what a rule or a full queue refused is not") {
  watched_store w;
  w.store.heard(failed(failure_kind::internal));
  w.store.heard(failed(failure_kind::internal));
  CHECK(w.said == std::vector<std::string>(2, "error: a command failed: " + full_disk));
  for (const auto kind : {failure_kind::rejected, failure_kind::overloaded, failure_kind::stopping})
    w.store.heard(failed(kind));
  CHECK(w.said.size() == 2);
}

TEST_CASE("callers are not told where the store's files are") {
  for (const auto kind :
       {failure_kind::store_unavailable, failure_kind::outcome_unknown, failure_kind::internal}) {
    const auto told = problem_of(failed(kind).error());
    CHECK(told.body.find("orders.db") == std::string::npos);
    CHECK(told.header("Retry-After").has_value() == (kind != failure_kind::internal));
  }
}
