#include "docket/service/answers/hash_text.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace docket::service;

TEST_CASE("a hash is written in hexadecimal and read back in either case") {
  docket::sha256 hash{};
  hash[0] = 0xab;
  hash[31] = 0x01;
  const auto text = hash_text(hash);
  CHECK(text == "ab" + std::string(60, '0') + "01");
  CHECK(parse_hash(text) == hash);
  CHECK(parse_hash("AB" + text.substr(2)) == hash);
  CHECK_FALSE(parse_hash(text.substr(1)));
  CHECK_FALSE(parse_hash("xy" + text.substr(2)));
  CHECK_FALSE(parse_hash("-1" + text.substr(2)));
}
