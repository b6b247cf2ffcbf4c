#include "../faulty_store.hpp"
#include "docket/actors/engine.hpp"
#include "kept_spans.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <stdexcept>

using namespace docket;
using namespace docket::shop;

namespace {

// Time stands still for the log; how long things take is measured nevertheless.
constexpr timestamp noon{1'772'539'200'000'000};

config listening(kept_spans& spans, config settings = in_memory()) {
  settings.clock = [] { return noon; };
  settings.spans = spans.sink();
  return settings;
}

bool within(const finished_span& inner, const finished_span& outer) {
  return outer.began_ns <= inner.began_ns && inner.began_ns <= inner.ended_ns &&
         inner.ended_ns <= outer.ended_ns;
}

std::vector<recorded_event> log_of(engine& docket) {
  std::vector<recorded_event> all;
  docket.open_reader()->read_log(position{1}, {}, 1'000, [&](const event_view& event) {
    all.emplace_back(event);
    return true;
  });
  return all;
}

} // namespace

TEST_CASE("a traced command is told as itself, its decision and its commit, in one trace", "[tracing]") {
  kept_spans spans;
  engine docket{listening(spans)};
  const auto receipt = docket.execute(new_order("order-1", true), traced(caller, "c-1")).get().value();

  REQUIRE(spans.all().size() == 3);
  const auto command = spans.one("createOrder");
  const auto decide = spans.one("decide");
  const auto commit = spans.one("commit");
  for (const auto& span : {command, decide, commit}) {
    CHECK(span.trace == context_of(caller).trace);
    CHECK(span.problem.empty());
  }
  CHECK(command.kind == span_kind::command);
  CHECK(command.parent == context_of(caller).parent);
  CHECK(decide.kind == span_kind::decide);
  CHECK(decide.parent == command.id);
  CHECK(commit.kind == span_kind::commit);
  CHECK(commit.parent == command.id);
  CHECK(std::set<span_id>{command.id, decide.id, commit.id, command.parent}.size() == 4);

  CHECK(within(decide, command));
  CHECK(within(commit, command));
  CHECK(decide.ended_ns <= commit.began_ns);
  CHECK(command.began_ns <= noon.microseconds * 1'000);

  CHECK(said(command, "docket.stream.type") == "order");
  CHECK(said(command, "docket.stream.id") == "order-1");
  CHECK(said(command, "docket.command.id") == "c-1");
  CHECK(said(command, "docket.outcome") == "accepted");
  CHECK(said(command, "docket.version") == "4");
  CHECK(said(command, "docket.position") == std::to_string(value(receipt.last)));
  CHECK(said(decide, "docket.outcome") == "accepted");
  CHECK(said(decide, "docket.events") == "4");
  CHECK(said(commit, "docket.outcome") == "durable");
  CHECK(said(commit, "docket.commit.appends") == "1");
  CHECK(said(commit, "docket.commit.events") == "4");
}

TEST_CASE("the log tells which span an event came from, and keeps the traceparent as it came", "[tracing]") {
  kept_spans spans;
  engine docket{listening(spans)};
  const auto options = traced(caller, GENERATE(as<std::string>{}, "c-1", ""));
  docket.execute(new_order("order-1", true), options).get().value();
  for (const auto& event : log_of(docket)) {
    CHECK(event.traceparent == caller);
    CHECK(context_after(origin_of(event.view()))->parent == spans.one("createOrder").id);
  }
}

TEST_CASE("a refused command has the rule in its trace, and that is no failure", "[tracing]") {
  kept_spans spans;
  engine docket{listening(spans)};
  docket.execute(new_order("order-1")).get().value();
  CHECK(outcome(docket.execute(ship_order{order_id{"order-1"}, "1Z", "UPS", {}}, traced())) ==
        "order_not_paid");

  REQUIRE(spans.all().size() == 2);
  const auto command = spans.one("shipOrder");
  CHECK(said(command, "docket.outcome") == "rejected");
  CHECK(said(command, "docket.rule") == "order_not_paid");
  CHECK(said(spans.one("decide"), "docket.rule") == "order_not_paid");
  CHECK(spans.one("decide").parent == command.id);
  CHECK(command.problem.empty());
}

TEST_CASE("a repeated command has a span of its own, and no commit", "[tracing]") {
  kept_spans spans;
  engine docket{listening(spans)};
  for (int i = 0; i < 3; ++i)
    CHECK(docket.execute(new_order("order-1"), traced(caller, "c-1")).get().has_value());
  const auto commands = spans.named("createOrder");
  REQUIRE(commands.size() == 3);
  CHECK(std::set<span_id>{commands[0].id, commands[1].id, commands[2].id}.size() == 3);
  CHECK(said(commands[0], "docket.outcome") == "accepted");
  CHECK(said(commands[2], "docket.outcome") == "repeated");
  CHECK(spans.named("commit").size() == 1);
  CHECK(said(spans.named("decide").back(), "docket.outcome") == "repeated");
}

TEST_CASE("commands of one caller without ids have spans of their own, though at one moment", "[tracing]") {
  kept_spans spans;
  engine docket{listening(spans)};
  docket.execute(new_order("order-1")).get().value();
  std::vector<std::future<command_result>> answers;
  for (int pieces = 10; pieces < 60; ++pieces)
    answers.push_back(docket.execute(widgets("order-1", pieces), traced()));
  for (auto& answer : answers)
    CHECK(outcome(std::move(answer)) == "accepted");
  std::set<span_id> ids;
  for (const auto& span : spans.named("changeQuantity"))
    ids.insert(span.id);
  // But for the first of each append, as here the clock stands still between two of them.
  const auto appends = docket.open_reader()->head().commit - 1;
  CHECK(ids.size() == 50 - (appends - 1));
  CHECK(spans.named("commit").size() == 50);
}

TEST_CASE("only sampled traces are told, unless every command is", "[tracing]") {
  kept_spans spans;
  auto settings = listening(spans);
  const bool every = GENERATE(false, true);
  settings.trace_every_command = every;
  engine docket{settings};
  const auto tells = [&](const command_options& options) {
    const auto before = spans.all().size();
    static int number = 0;
    docket.execute(new_order("order-" + std::to_string(number++)), options).get().value();
    return spans.all().size() > before;
  };
  CHECK(tells(traced()));
  CHECK(tells(traced(unsampled)) == every);
  CHECK(tells({}) == every);
  CHECK_FALSE(tells(traced("00-ab-cd-01"))); // Malformed: kept as it came, and not traced.
  CHECK(log_of(docket).back().traceparent == "00-ab-cd-01");
}

TEST_CASE("a trace that the engine begins has an id of the engine's source, and no span above", "[tracing]") {
  kept_spans spans;
  auto settings = listening(spans);
  settings.trace_every_command = true;
  std::uint8_t last = 0;
  settings.event_ids = [&](timestamp) {
    uuid id{};
    id[0] = 7;
    id[15] = ++last;
    return id;
  };
  engine docket{settings};
  docket.execute(new_order("order-1")).get().value();
  const auto command = spans.one("createOrder");
  CHECK(command.trace == trace_id{7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(command.parent == span_id{});
  const auto event = log_of(docket).front();
  CHECK(context_of(event.traceparent).trace == command.trace);
  CHECK(context_of(event.traceparent).sampled);
  CHECK(context_after(origin_of(event.view()))->parent == command.id);
}

TEST_CASE("without a sink nothing is stored that did not come with the command", "[tracing]") {
  auto settings = in_memory();
  settings.trace_every_command = true; // Nobody listens.
  engine docket{settings};
  docket.execute(new_order("order-1")).get().value();
  CHECK(log_of(docket).front().traceparent.empty());
}

TEST_CASE("a commit that fails is told with its failure", "[tracing]") {
  const auto faults = std::make_shared<faulty_store::switches>();
  faults->code = GENERATE(store_errc::full, store_errc::outcome_unknown);
  const std::string failure = faults->code == store_errc::full ? "store_unavailable" : "outcome_unknown";
  kept_spans spans;
  engine docket{listening(spans, on_faulty(make_memory_store(), faults))};
  faults->commits_until_failure = 0;
  CHECK(outcome(docket.execute(new_order("order-1"), traced())) == failure);
  CHECK(said(spans.one("createOrder"), "docket.outcome") == failure);
  CHECK(spans.one("createOrder").problem == "the disk said no");
  CHECK(said(spans.one("commit"), "docket.outcome") == failure);
}

TEST_CASE("a conflict is told, and that it was decided again", "[tracing]") {
  const std::shared_ptr<event_store> log = make_memory_store();
  engine{on(log)}.execute(new_order("order-1")).get().value();
  kept_spans spans;
  engine docket{listening(spans, on(log))};
  CHECK(outcome(docket.execute(new_order("order-1"), traced())) == "order_already_exists");
  const auto decisions = spans.named("decide");
  REQUIRE(decisions.size() == 2);
  CHECK(said(decisions[0], "docket.outcome") == "accepted"); // It was taken for a new one.
  CHECK(said(decisions[1], "docket.rule") == "order_already_exists");
  CHECK(said(spans.one("commit"), "docket.outcome") == "conflict");
  for (const auto& span : {decisions[0], decisions[1], spans.one("commit")})
    CHECK(span.parent == spans.one("createOrder").id);
  CHECK(decisions[0].id != decisions[1].id);
}

TEST_CASE("a command that an actor died of is told as a failure", "[tracing]") {
  kept_spans spans;
  auto settings = listening(spans);
  settings.event_ids = [](timestamp) -> uuid { throw std::runtime_error{"no more ids"}; };
  engine docket{settings};
  CHECK(outcome(docket.execute(new_order("order-1"), traced())) == "internal");
  CHECK(said(spans.one("createOrder"), "docket.outcome") == "internal");
  CHECK(spans.one("createOrder").problem.find("no more ids") != std::string::npos);
}

TEST_CASE("a sink that throws costs nobody an answer", "[tracing]") {
  auto settings = in_memory();
  settings.spans = [](const std::vector<finished_span>&) { throw std::runtime_error{"not today"}; };
  engine docket{settings};
  CHECK(outcome(docket.execute(new_order("order-1"), traced())) == "accepted");
  CHECK(outcome(docket.execute(place_order{order_id{"order-1"}}, traced())) == "accepted");
}
