// What goes into a block of an archive, and comes out of it.
#include "docket/persistence/archive/compression.hpp"
#include "docket/persistence/archive/event_block.hpp"
#include "docket/persistence/archive/numbers.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>
#include <set>
#include <string>

using namespace docket;
using namespace docket::archive;

namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

bool same(const archived_event& a, const archived_event& b) {
  return a.position == b.position && a.stream == b.stream && a.version == b.version && a.type == b.type &&
         a.schema == b.schema && a.id == b.id && a.occurred_at == b.occurred_at &&
         a.recorded_at == b.recorded_at && a.fingerprint == b.fingerprint && a.command_id == b.command_id &&
         a.user == b.user && a.correlation == b.correlation && a.causation == b.causation &&
         a.traceparent == b.traceparent && a.data == b.data;
}

std::string block_of(const std::vector<archived_event>& events) {
  block_builder builder;
  for (const auto& event : events)
    builder.add(event);
  return builder.finish();
}

bool is_damage(const std::string& bytes) {
  try {
    static_cast<void>(event_block{bytes, "it"});
  } catch (const store_error& error) {
    return error.code() == store_errc::corrupt;
  }
  return false;
}

const std::vector<archived_event> three{
    {.position = 7, .stream = 1, .version = 1, .type = 2, .schema = 1, .occurred_at = 5, .data = "{}"},
    {.position = 8, .stream = 2, .version = 4, .type = 2, .schema = 1, .user = "ann", .data = "{\"a\":1}"},
    {.position = 30, .stream = 1, .version = 2, .type = 9, .schema = 3, .fingerprint = ~0ull, .data = ""}};

} // namespace

TEST_CASE("events come out of a block as they went in", "[archive]") {
  rc::check([](std::set<std::uint16_t> places, std::vector<std::string> texts) {
    RC_PRE(!places.empty());
    texts.push_back("{}");
    auto text = [&, next = 0u]() mutable -> std::string_view { return texts[next++ % texts.size()]; };
    std::vector<archived_event> events;
    for (const auto place : places) {
      archived_event event{.position = place + 1,
                           .stream = *rc::gen::arbitrary<std::int64_t>(),
                           .version = *rc::gen::arbitrary<std::int64_t>(),
                           .type = *rc::gen::inRange<std::int64_t>(1, 40),
                           .schema = *rc::gen::arbitrary<std::int32_t>(),
                           .occurred_at = *rc::gen::element(lowest, highest, std::int64_t{0}),
                           .recorded_at = *rc::gen::arbitrary<std::int64_t>(),
                           .fingerprint = *rc::gen::arbitrary<std::uint64_t>()};
      event.id.fill(static_cast<std::uint8_t>(place));
      event.command_id = text();
      event.user = text();
      event.correlation = text();
      event.causation = text();
      event.traceparent = text();
      event.data = text();
      events.push_back(event);
    }
    const event_block block{block_of(events), "it"};
    RC_ASSERT(std::equal(events.begin(), events.end(), block.events().begin(), block.events().end(), same));
  });
}

TEST_CASE("a block is found into by position", "[archive]") {
  const event_block block{block_of(three), "it"};
  CHECK(block.from(0)->position == 7);
  CHECK(block.from(8)->position == 8);
  CHECK(block.from(9)->position == 30);
  CHECK(block.from(31) == block.events().end());
}

TEST_CASE("a builder begins anew after each block", "[archive]") {
  block_builder builder;
  builder.add(three[0]);
  CHECK(builder.first() == 7);
  static_cast<void>(builder.finish());
  CHECK(builder.empty());
  CHECK(builder.text_bytes() == 0);
  builder.add(three[2]);
  const event_block block{builder.finish(), "it"};
  REQUIRE(block.events().size() == 1);
  CHECK(same(block.events()[0], three[2]));
}

TEST_CASE("bytes that are no block are damage, wherever they are cut", "[archive]") {
  const auto whole = block_of(three);
  REQUIRE_FALSE(is_damage(whole));
  for (std::size_t size = 0; size < whole.size(); ++size)
    REQUIRE(is_damage(whole.substr(0, size)));
  CHECK(is_damage(whole + "x"));
}

TEST_CASE("a block whose positions do not grow is damage", "[archive]") {
  auto turned = three;
  std::swap(turned[0], turned[1]);
  CHECK(is_damage(block_of(turned)));
  CHECK(is_damage(block_of({three[0], three[0]})));
}

TEST_CASE("numbers at the ends of their range are written and read", "[archive]") {
  const auto number =
      GENERATE(as<std::int64_t>{}, lowest, lowest + 1, -1, 0, 1, 63, 64, 127, 128, highest - 1, highest);
  std::string bytes;
  put_signed(bytes, number);
  put_number(bytes, static_cast<std::uint64_t>(number));
  byte_source from{bytes, "it"};
  CHECK(from.signed_number() == number);
  CHECK(from.number() == static_cast<std::uint64_t>(number));
  CHECK(from.at_end());
}

TEST_CASE("a number of more than 64 bits is damage", "[archive]") {
  const std::string bytes = std::string(9, '\xff') + GENERATE("\x02", "\xff\x01");
  byte_source from{bytes, "it"};
  CHECK_THROWS_AS(from.number(), store_error);
}

TEST_CASE("what is decompressed is what was compressed, or damage", "[archive]") {
  const std::string text(10'000, 'x');
  auto frame = compress(text);
  CHECK(frame.size() < 100);
  CHECK(decompress(frame, text.size(), "it") == text);
  CHECK_THROWS_AS(decompress(frame, text.size() - 1, "it"), store_error);
  CHECK_THROWS_AS(decompress(std::span{frame}.first(frame.size() - 1), text.size(), "it"), store_error);
  const auto at = GENERATE(range(0, 20));
  CAPTURE(at);
  frame[frame.size() - 1 - static_cast<std::size_t>(at) % frame.size()] ^= 1;
  try {
    const auto read = decompress(frame, text.size(), "it");
    CHECK(read == text); // A bit that stands for nothing.
  } catch (const store_error& error) {
    CHECK(error.code() == store_errc::corrupt);
  }
}
