#include "docket/app/output/numbers.hpp"
#include "docket/app/output/output.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/output/record_file.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/program/errors.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

using namespace docket::app;
using namespace std::chrono_literals;

TEST_CASE("numbers are grouped by thousands") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1'000) == "1,000");
  CHECK(grouped(12'345'678) == "12,345,678");
  CHECK(counted(1, "order", "orders") == "1 order");
  CHECK(counted(20'000, "order", "orders") == "20,000 orders");
}

TEST_CASE("durations have the unit that fits them") {
  CHECK(duration_text(250ms) == "0.25 s");
  CHECK(duration_text(12s) == "12 s");
  CHECK(duration_text(200s) == "3 min 20 s");
  CHECK(duration_text(125min) == "2 h 05 min");
  CHECK(milliseconds_text(1'234) == "1.2 ms");
  CHECK(milliseconds_text(2'410'000) == "2,410 ms");
}

TEST_CASE("rates and shares of nothing are nothing") {
  CHECK(per_second(100, 2s) == 50);
  CHECK(per_second(100, 0s) == 0);
  CHECK(percent_text(1, 3) == "33 %");
  CHECK(percent_text(0, 0) == "0 %");
}

TEST_CASE("progress tells how far it is, how fast, and how long it will take") {
  CHECK(progress_line("apply", "lines", {500'000, 0.5, 10s}) ==
        "apply  [############------------]   50 %  500,000 lines  50,000/s  10 s left");
  CHECK(progress_line("apply", "lines", {1'000'000, 1.0, 20s}) ==
        "apply  [########################]  100 %  1,000,000 lines  50,000/s");
}

TEST_CASE("progress of unknown length has no bar and promises no end") {
  CHECK(progress_line("demo", "placed", {1'500, {}, 1s, ", 900 completed"}) ==
        "demo  1,500 placed, 900 completed  1,500/s");
  CHECK(progress_line("apply", "lines", {1'500, {}, 1s}) == "apply  1,500 lines  1,500/s");
}

TEST_CASE("progress at the very beginning divides nothing by nothing") {
  CHECK(progress_line("verify", "events", {0, 0.0, 0s}) ==
        "verify  [------------------------]    0 %  0 events  0/s");
}

TEST_CASE("progress is cut to the terminal's width, and a share beyond the whole is the whole") {
  CHECK(progress_line("apply", "lines", {5, 0.5, 1s}, 12) == "apply  [####");
  CHECK(progress_line("apply", "lines", {5, 1.7, 1s}).find("100 %") != std::string::npos);
}

TEST_CASE("text that would steer the terminal is made harmless") {
  CHECK(printable("plain Zoë 東京") == "plain Zoë 東京");
  CHECK(printable("red \x1b[31m") == "red \uFFFD[31m");
  CHECK(printable("a\nb\rc\x7f") == "a\uFFFDb\uFFFDc\uFFFD");
  CHECK(printable("\u202Egnp.exe") == "\uFFFDgnp.exe");
  CHECK(printable("\u0085") == "\uFFFD");
}

TEST_CASE("text is as wide as a terminal draws it") {
  CHECK(display_width("Zoë") == 3);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(clipped("short", 10) == "short");
  CHECK(clipped("a longer text", 8) == "a longe…");
  CHECK(clipped("東京都", 4) == "東…");
}

TEST_CASE("bytes that are no UTF-8 are measured and cut without a stumble") {
  CHECK(display_width("\xff\xff") >= 1);
  CHECK_FALSE(clipped("\xe6\x9d", 1).empty());
}

TEST_CASE("a table aligns its columns by what is seen") {
  table rows{{side::left, side::right}};
  rows.add({"Name", "Sum"});
  rows.add({"東京", "1,200"});
  rows.add({"only a name"});
  CHECK(rows.text() == "  Name           Sum\n"
                       "  東京         1,200\n"
                       "  only a name\n");
}

TEST_CASE("a full disk is an error of the flush, told once") {
  const int full = ::open("/dev/full", O_WRONLY);
  REQUIRE(full >= 0);
  output out{full, "standard output"};
  out.write("lost");
  CHECK_THROWS_WITH(out.flush(), "cannot write to standard output: No space left on device");
  CHECK_NOTHROW(out.flush());
  ::close(full);
}

TEST_CASE("a file of records keeps what an earlier run left until it is emptied") {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("docket-record-{}", ::getpid());
  std::ofstream{path} << "kept\n";
  {
    record_file records{path.string()};
    CHECK(std::filesystem::file_size(path) == 5);
    records.empty();
    CHECK(std::filesystem::file_size(path) == 0);
    records.add("{}");
    records.flush();
    CHECK(std::filesystem::file_size(path) == 3);
  }
  std::filesystem::remove(path);
}

TEST_CASE("a file of records that cannot be made is an error that names it") {
  CHECK_THROWS_AS(record_file{"/no/such/folder/rejects.jsonl"}, command_failed);
}
