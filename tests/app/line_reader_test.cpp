#include "docket/app/input/line_reader.hpp"
#include "docket/app/program/errors.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using docket::app::line_reader;

namespace {

constexpr std::size_t limit = 16;

// A pipe whose content is written by another thread, as much as fits at a time.
class piped {
public:
  explicit piped(std::string content) : content_(std::move(content)) {
    REQUIRE(::pipe(ends_) == 0);
    writer_ = std::thread{[this] {
      std::size_t at = 0;
      while (at < content_.size()) {
        const auto written = ::write(ends_[1], content_.data() + at, content_.size() - at);
        if (written <= 0) break;
        at += static_cast<std::size_t>(written);
      }
      ::close(ends_[1]);
    }};
  }
  ~piped() {
    writer_.join();
    ::close(ends_[0]);
  }
  piped(const piped&) = delete;
  piped& operator=(const piped&) = delete;

  [[nodiscard]] int descriptor() const { return ends_[0]; }

private:
  std::string content_;
  int ends_[2] = {-1, -1};
  std::thread writer_;
};

struct read_line {
  std::uint64_t number;
  std::string text;
  bool too_long = false;
  std::uint64_t bytes = 0;

  friend bool operator==(const read_line&, const read_line&) = default;
};

std::vector<read_line> lines_of(const std::string& content) {
  const piped input{content};
  line_reader reader{input.descriptor(), "the input", limit};
  std::vector<read_line> result;
  while (const auto line = reader.next()) {
    result.push_back({line->number, std::string{line->text}, line->too_long, line->bytes});
  }
  CHECK(reader.bytes_read() == content.size());
  return result;
}

read_line held(std::uint64_t number, const std::string& text) { return {number, text, false, text.size()}; }

} // namespace

TEST_CASE("an empty input has no lines") { CHECK(lines_of("").empty()); }

TEST_CASE("lines are numbered from one, empty ones too, and the last needs no end") {
  CHECK(lines_of("a\n\nb") == std::vector{held(1, "a"), held(2, ""), held(3, "b")});
  CHECK(lines_of("a\nb\n") == std::vector{held(1, "a"), held(2, "b")});
  CHECK(lines_of("\n") == std::vector{held(1, "")});
}

TEST_CASE("a carriage return before the line's end belongs to the end") {
  CHECK(lines_of("a\r\nb\r\n\r\nc\r") == std::vector{held(1, "a"), held(2, "b"), held(3, ""), held(4, "c")});
  CHECK(lines_of("a\rb\n") == std::vector{held(1, "a\rb")});
}

TEST_CASE("a byte order mark before the first line is skipped, later ones are not") {
  CHECK(lines_of("\xef\xbb\xbf{}\n{}") == std::vector{held(1, "{}"), held(2, "{}")});
  CHECK(lines_of("a\n\xef\xbb\xbf") == std::vector{held(1, "a"), held(2, "\xef\xbb\xbf")});
  CHECK(lines_of("\xef\xbb") == std::vector{held(1, "\xef\xbb")});
}

TEST_CASE(
    "a line of the greatest length is held, whichever way it ends; a longer one is passed by and counted") {
  const std::string most(limit, 'x');
  CHECK(lines_of(most + "\nb") == std::vector{held(1, most), held(2, "b")});
  CHECK(lines_of(most + "\r\nb") == std::vector{held(1, most), held(2, "b")});
  CHECK(lines_of(most) == std::vector{held(1, most)});
  CHECK(lines_of(most + "y\nb") == std::vector{read_line{1, "", true, limit + 1}, held(2, "b")});
  CHECK(lines_of(most + "y") == std::vector{read_line{1, "", true, limit + 1}});
}

TEST_CASE("a line of many megabytes is one long line, and the next one is read") {
  const std::string huge(5'000'000, 'x');
  CHECK(lines_of("a\n" + huge + "\nb\n") ==
        std::vector{held(1, "a"), read_line{2, "", true, huge.size()}, held(3, "b")});
  CHECK(lines_of(huge + "\r\n") == std::vector{read_line{1, "", true, huge.size()}});
  CHECK(lines_of(huge) == std::vector{read_line{1, "", true, huge.size()}});
}

TEST_CASE("lines that straddle the reader's buffer come out whole") {
  std::string content;
  std::vector<read_line> expected;
  for (std::uint64_t i = 1; i <= 100'000; ++i) {
    const std::string text(i % (limit + 1), static_cast<char>('a' + i % 26));
    content += text + "\n";
    expected.push_back(held(i, text));
  }
  CHECK(lines_of(content) == expected);
}

TEST_CASE("reading ends when it is interrupted, and half a line is no line") {
  int input[2], interrupt[2];
  REQUIRE(::pipe(input) == 0);
  REQUIRE(::pipe(interrupt) == 0);
  REQUIRE(::write(input[1], "one\nhalf", 8) == 8);
  line_reader reader{input[0], "the input", limit, interrupt[0]};
  CHECK(reader.next()->text == "one");
  REQUIRE(::write(interrupt[1], "!", 1) == 1);
  CHECK_FALSE(reader.next()); // Would wait for ever otherwise: the pipe is open.
  CHECK(reader.interrupted());
  for (const int end : {input[0], input[1], interrupt[0], interrupt[1]})
    ::close(end);
}

TEST_CASE("what cannot be read is an error that names it") {
  line_reader reader{-1, "orders.jsonl", limit};
  CHECK_THROWS_WITH(reader.next(), Catch::Contains("cannot read orders.jsonl"));
}
