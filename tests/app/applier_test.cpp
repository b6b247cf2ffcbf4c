#include "docket/app/apply/applier.hpp"
#include "docket/app/apply/journal.hpp"
#include "docket/app/input/line_reader.hpp"
#include "docket/persistence/store/memory_store.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <fmt/format.h>
#include <string>
#include <unistd.h>

using namespace docket;
using namespace docket::app;

namespace {

// An unnamed file with this content, read from its beginning.
class given_lines {
public:
  explicit given_lines(const std::string& content) : file_(std::tmpfile()) {
    REQUIRE(file_ != nullptr);
    REQUIRE(std::fwrite(content.data(), 1, content.size(), file_) == content.size());
    std::rewind(file_);
  }
  ~given_lines() { static_cast<void>(std::fclose(file_)); }
  given_lines(const given_lines&) = delete;
  given_lines& operator=(const given_lines&) = delete;

  [[nodiscard]] int descriptor() const { return ::fileno(file_); }

private:
  std::FILE* file_;
};

config in_memory() {
  config settings;
  settings.open_store = [](const config&) { return make_memory_store(); };
  return settings;
}

std::string creations(int count) {
  std::string lines;
  for (int n = 1; n <= count; ++n) {
    lines +=
        fmt::format(R"({{"command":"createOrder","orderId":"o-{0}","commandId":"c-{0}","customerId":"c",)"
                    R"("currency":"EUR"}})",
                    n) +
        "\n";
  }
  return lines;
}

tally apply_to(const config& settings, const std::string& content, std::size_t in_flight_max) {
  const given_lines input{content};
  line_reader lines{input.descriptor(), "the input", command_line_bytes_max};
  engine to{settings};
  journal books{{}};
  applier work{to, books, {in_flight_max, content.size(), [] { return false; }}};
  work.apply(lines);
  return books.counts();
}

} // namespace

TEST_CASE("every line is applied, whatever the number in flight") {
  for (const std::size_t in_flight_max : {1, 2, 64}) {
    const auto counts = apply_to(in_memory(), creations(500), in_flight_max);
    CHECK(counts.accepted == 500);
    CHECK(counts.all_well());
  }
}

TEST_CASE("lines that find the engine too busy are sent again until it takes them") {
  auto settings = in_memory();
  settings.admission.in_flight_max = 1; // With 64 in flight most answers are `overloaded` at first.
  const auto counts = apply_to(settings, creations(500), 64);
  CHECK(counts.accepted == 500);
  CHECK(counts.all() == 500);
}

TEST_CASE("a run that is asked to end before its first line sends nothing") {
  const auto content = creations(10);
  const given_lines input{content};
  line_reader lines{input.descriptor(), "the input", command_line_bytes_max};
  engine to{in_memory()};
  journal books{{}};
  applier work{to, books, {8, content.size(), [] { return true; }}};
  work.apply(lines);
  CHECK(books.counts().all() == 0);
}
