#include "docket/simulation/gateways/ledger_file.hpp"
#include "gateways/counter.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <stdlib.h>
#include <sys/resource.h>

using namespace docket;
using namespace docket::testing;

namespace {

// A place for a ledger that is gone with the test.
class ledger_place {
public:
  ledger_place() {
    std::string name = (std::filesystem::temp_directory_path() / "docket-ledger-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
    folder_ = name;
  }
  ~ledger_place() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ledger_place(const ledger_place&) = delete;
  ledger_place& operator=(const ledger_place&) = delete;

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "ledger.jsonl"; }
  [[nodiscard]] std::string text() const {
    std::ifstream in{file(), std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  void add(std::string_view bytes) const { std::ofstream{file(), std::ios::binary | std::ios::app} << bytes; }
  [[nodiscard]] std::shared_ptr<gateway_ledger> open() const {
    return std::make_shared<gateway_ledger>(file());
  }

private:
  std::filesystem::path folder_;
};

// As long as it lives, this process can write no file beyond so many bytes.
class full_disk {
public:
  explicit full_disk(std::size_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &now);
  }
  ~full_disk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  full_disk(const full_disk&) = delete;
  full_disk& operator=(const full_disk&) = delete;

private:
  rlimit before_{};
  void (*handler_)(int);
};

ledger_entry captured(std::string_view key, std::int64_t cents = 100, std::string_view id = "pay-1") {
  return {.key = key,
          .operation = gateway_operation::capture,
          .payment = payment_id{id},
          .order = order_id{id},
          .sum = amount{cents},
          .currency = currency{"USD"},
          .effect = gateway_effect::captured,
          .reference = "ref"};
}

} // namespace

TEST_CASE("entries are numbered in their order and found by their key") {
  gateway_ledger ledger;
  CHECK(ledger.record(captured("a")).n == 1);
  CHECK(ledger.record(captured("b")).n == 2);
  CHECK(ledger.entries().size() == 2);
  REQUIRE(ledger.effects_of("b").size() == 1);
  CHECK(ledger.effects_of("b").front().n == 2);
  CHECK(ledger.effects_of("c").empty());
  CHECK(ledger.totals(payment_id{"pay-1"}).captured == amount{200});
  CHECK(ledger.totals(payment_id{"pay-2"}) == payment_totals{});
  CHECK(!ledger.last_effect(shipment_id{"ship-1"}));
}

TEST_CASE("a ledger is in its file before the answer is given, and there again when it is opened") {
  const ledger_place place;
  words answers_before;
  std::vector<ledger_entry> entries_before;
  {
    payment_counter shop{exact_latency(1), place.open()};
    told answers;
    shop.gateway.capture(payment("c"), [&](const payment_answer&) {
      CHECK(place.text().find(R"("key":"c","operation":"capture","payment":"pay-1")") != std::string::npos);
    });
    shop.gateway.refund(payment("r", 999), answers.listen());
    shop.time->finish();
    answers_before = answers.said;
    entries_before = shop.ledger->entries();
  }
  payment_counter shop{exact_latency(1), place.open()};
  CHECK(shop.ledger->entries() == entries_before);
  told answers;
  shop.gateway.refund(payment("r", 999), answers.listen()); // The key is remembered: not refunded again.
  shop.gateway.refund(payment("r2", 2001), answers.listen());
  shop.time->finish();
  CHECK(answers.said == words{"done", "declined: more than is left of what was captured"});
  CHECK(shop.ledger->totals(payment_id{"pay-1"}).refunded == amount{999});
}

TEST_CASE("what was declined and what was recalled is remembered over a restart") {
  const ledger_place place;
  {
    payment_counter shop{exact_latency(1), place.open()};
    shop.gateway.void_payment(payment("v"), [](const payment_answer&) {});
    shop.time->finish();
    carrier_counter yard{exact_latency(1), shop.ledger};
    yard.gateway.recall(parcel("r"), [](const carrier_answer&) {});
    yard.time->finish();
  }
  const auto ledger = place.open();
  payment_counter shop{exact_latency(1), ledger};
  carrier_counter yard{exact_latency(1), ledger};
  told answers;
  shop.gateway.capture(payment("c"), answers.listen());
  shop.time->finish();
  yard.gateway.dispatch(parcel("d"), answers.listen());
  yard.time->finish();
  CHECK(answers.said == words{"declined: voided", "refused: recalled"});
}

TEST_CASE("a torn last line is cut off, and the ledger goes on after the last whole one") {
  const ledger_place place;
  place.open()->record(captured("a"));
  const auto whole = place.text();
  place.add(R"({"n":2,"key":"b","operation":"captu)");
  {
    const auto ledger = place.open();
    CHECK(ledger->entries().size() == 1);
    CHECK(place.text() == whole);
    CHECK(ledger->record(captured("c")).n == 2);
  }
  CHECK(effects_in(*place.open()) == words{"a captured", "c captured"});
}

TEST_CASE("a line that no gateway wrote is told by its number") {
  const ledger_place place;
  place.open()->record(captured("a"));
  SECTION("no JSON") {
    place.add("nonsense\n");
    CHECK_THROWS_WITH(place.open(), Catch::Contains("ledger.jsonl:2: "));
  }
  SECTION("a number that does not follow") {
    const auto again = place.text();
    place.add(again);
    CHECK_THROWS_WITH(place.open(), Catch::Contains("ledger.jsonl:2: its number is 1"));
  }
}

TEST_CASE("a ledger has one process, or one gateway ledger, at a time") {
  const ledger_place place;
  const auto ledger = place.open();
  CHECK_THROWS_WITH(place.open(), Catch::Contains("in use by another process"));
}

TEST_CASE("a ledger that cannot be opened says why") {
  CHECK_THROWS_AS(gateway_ledger{"/no/such/folder/ledger.jsonl"}, std::system_error);
  CHECK_THROWS_WITH(gateway_ledger{"/dev/zero"}, Catch::Contains("is no file"));
}

TEST_CASE("what cannot be written down does not happen, and is answered as failed") {
  const ledger_place place;
  payment_counter shop{exact_latency(1), place.open()};
  told answers;
  shop.gateway.capture(payment("c1"), answers.listen());
  shop.time->finish();
  const auto whole = place.text();
  {
    const full_disk disk{whole.size() + 20}; // Room for the beginning of a line.
    shop.gateway.capture(payment("c2"), answers.listen());
    shop.time->finish();
  }
  REQUIRE(answers.said.size() == 2);
  CHECK(answers.said.back().starts_with("failed: cannot write"));
  CHECK(place.text() == whole);
  shop.gateway.capture(payment("c2"), answers.listen());
  shop.time->finish();
  CHECK(answers.said.back() == "done");
  CHECK(effects_in(*shop.ledger) == words{"c1 captured", "c2 captured"});
}

TEST_CASE("a file is read in pieces, whatever their borders") {
  const ledger_place place;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < 3'000; ++i)
    lines.push_back(std::to_string(i) + std::string(i % 97, 'x'));
  {
    ledger_file file{place.file()};
    for (const auto& line : lines)
      file.append(line);
  }
  std::vector<std::string> read;
  ledger_file{place.file()}.read_lines([&](std::string_view line) { read.emplace_back(line); });
  CHECK(read == lines);
}

TEST_CASE("many threads may write one ledger") {
  const ledger_place place;
  constexpr int writers = 4, each = 200;
  {
    const auto ledger = place.open();
    std::vector<std::thread> threads;
    for (int w = 0; w < writers; ++w) {
      threads.emplace_back([&, w] {
        for (int i = 0; i < each; ++i)
          ledger->record(captured(std::to_string(w) + "." + std::to_string(i)));
      });
    }
    for (auto& thread : threads)
      thread.join();
  }
  CHECK(place.open()->totals(payment_id{"pay-1"}).captured == amount{writers * each * 100});
}
