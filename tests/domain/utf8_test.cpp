#include "docket/domain/utf8.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <string>

using docket::is_valid_utf8;

namespace {

// The character's bytes, by the definition and not by the validator's tables.
std::string encode(char32_t c) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xc0 | c >> 6), byte(0x80 | (c & 0x3f))};
  if (c < 0x10000) return {byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
  return {byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 0x3f)), byte(0x80 | (c >> 6 & 0x3f)),
          byte(0x80 | (c & 0x3f))};
}

bool is_surrogate(char32_t c) { return c >= 0xd800 && c <= 0xdfff; }

} // namespace

TEST_CASE("every character but U+0000 is valid text, and no surrogate is") {
  for (char32_t c = 1; c <= 0x10ffff; ++c) {
    if (is_valid_utf8(encode(c)) == is_surrogate(c)) FAIL("U+" << std::hex << static_cast<unsigned>(c));
  }
  CHECK_FALSE(is_valid_utf8(std::string(1, '\0')));
  CHECK_FALSE(is_valid_utf8(encode(0x110000)));
}

TEST_CASE("text in many scripts is valid, wherever its characters fall") {
  const std::string sample = "São Paulo, Żółć, Ελλάδα, 東京, 🚚 and plain ASCII for longer than a word";
  for (std::size_t padding = 0; padding < 9; ++padding)
    CHECK(is_valid_utf8(std::string(padding, 'x') + sample));
  CHECK(is_valid_utf8(""));
}

TEST_CASE("bytes that are no UTF-8 are found, wherever they stand") {
  for (const std::string bad : {"\x80", "\xff", "\xc3", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf", "\xe2\x82",
                                "\xed\xa0\x80", "\xf0\x80\x80\xaf", "\xf0\x9f\x9a", "\xf4\x90\x80\x80",
                                "\xf5\x80\x80\x80", "\xc3\x28", "\xe2\x28\xa1", "\xe2\x82\x28"}) {
    for (std::size_t before = 0; before < 10; ++before) {
      CHECK_FALSE(is_valid_utf8(std::string(before, 'x') + bad));
      CHECK_FALSE(is_valid_utf8(std::string(before, 'x') + bad + "plain text that follows"));
    }
  }
}

TEST_CASE("a U+0000 is found at every place of a long text") {
  for (std::size_t place = 0; place < 40; ++place) {
    std::string sample(40, 'x');
    sample[place] = '\0';
    CHECK_FALSE(is_valid_utf8(sample));
  }
}

TEST_CASE("valid texts joined are valid") {
  CHECK(rc::check([] {
    const auto characters =
        *rc::gen::container<std::u32string>(rc::gen::cast<char32_t>(rc::gen::inRange(1, 0x110000)));
    std::string bytes;
    bool valid = true;
    for (const auto c : characters) {
      bytes += encode(c);
      valid = valid && !is_surrogate(c);
    }
    RC_ASSERT(is_valid_utf8(bytes) == valid);
  }));
}
