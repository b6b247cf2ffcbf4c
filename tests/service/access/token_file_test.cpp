#include "../../persistence/store/temporary_folder.hpp"
#include "docket/service/access/token_file.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sys/stat.h>

namespace docket::service {
namespace {

using docket::testing::temporary_folder;

token_entry entry(std::string name, role_set roles = role_set::all()) {
  return {std::move(name), roles, timestamp{1'000'000}, {}, hash_of_token("docket_secret")};
}

void write(const std::filesystem::path& file, std::string_view text) { std::ofstream{file} << text; }

std::string text_in(const std::filesystem::path& file) {
  std::ifstream from{file};
  return {std::istreambuf_iterator<char>{from}, {}};
}

mode_t mode_of(const std::filesystem::path& file) {
  struct stat found {};
  REQUIRE(::stat(file.c_str(), &found) == 0);
  return found.st_mode & 0777;
}

} // namespace

TEST_CASE("a token begins with the word that scanners look for, and no two are the same") {
  const auto one = make_token();
  CHECK(one.starts_with("docket_"));
  CHECK(one.size() == 71);
  CHECK(one != make_token());
}

TEST_CASE("tokens are hashed with SHA-256") {
  // FIPS 180-2, B.1.
  const auto hash = hash_of_token("abc");
  CHECK(hash[0] == 0xba);
  CHECK(hash[31] == 0xad);
  CHECK(same_hash(hash, hash_of_token("abc")));
  CHECK_FALSE(same_hash(hash, hash_of_token("abd")));
}

TEST_CASE("the file of tokens reads back what was written, without the tokens themselves") {
  auto brief = entry("brief", role_set{}.add(role::read).add(role::operate));
  brief.expires_at = timestamp{2'000'000};
  const std::vector<token_entry> tokens{entry("shop"), brief};
  const auto text = token_file_text(tokens);
  CHECK(parse_token_file(text, "t") == tokens);
  CHECK(text.find("docket_secret") == text.npos);
  CHECK(text.starts_with("docket tokens 1\nshop read,command,operate 1970-01-01T00:00:01Z never "));
}

TEST_CASE("a token is of no use from the instant at which it expires") {
  auto brief = entry("brief");
  brief.expires_at = timestamp{5};
  CHECK_FALSE(brief.expired(timestamp{4}));
  CHECK(brief.expired(timestamp{5}));
  CHECK_FALSE(entry("shop").expired(timestamp{5}));
}

TEST_CASE("every damage to the file of tokens is refused, at whatever byte") {
  const auto text = token_file_text({entry("shop"), entry("report", role_set{}.add(role::read))});
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto damaged = text;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    INFO(at);
    CHECK_THROWS_AS(parse_token_file(damaged, "t"), token_file_error);
    CHECK_THROWS_AS(parse_token_file(text.substr(0, at), "t"), token_file_error);
  }
  CHECK_THROWS_AS(parse_token_file(text + "\n", "t"), token_file_error);
  CHECK_THROWS_AS(parse_token_file(token_file_text({entry("shop"), entry("shop")}), "t"), token_file_error);
}

TEST_CASE("a file of tokens that a newer docket wrote is said to be one") {
  CHECK_THROWS_WITH(parse_token_file("docket tokens 2\n", "orders.db.tokens"),
                    Catch::Contains("newer docket"));
}

TEST_CASE("the file of tokens is for its owner's eyes only") {
  const temporary_folder folder;
  const auto file = folder / "orders.db.tokens";
  change_token_file(file, [](auto& tokens) { tokens.push_back(entry("shop")); });
  CHECK(mode_of(file) == 0600);
  CHECK(read_token_file(file)->size() == 1);
}

TEST_CASE("a file of tokens that others may write to is refused, since it proves nothing") {
  const temporary_folder folder;
  const auto file = folder / "orders.db.tokens";
  change_token_file(file, [](auto& tokens) { tokens.push_back(entry("shop")); });
  REQUIRE(::chmod(file.c_str(), 0620) == 0);
  CHECK_THROWS_WITH(read_token_file(file), Catch::Contains("chmod 600"));
}

TEST_CASE("a change that is refused leaves the tokens as they were, and a leftover of one does not matter") {
  const temporary_folder folder;
  const auto file = folder / "orders.db.tokens";
  change_token_file(file, [](auto& tokens) { tokens.push_back(entry("shop")); });
  const auto before = text_in(file);
  CHECK_THROWS_AS(change_token_file(file,
                                    [](auto& tokens) {
                                      tokens.clear();
                                      throw std::runtime_error{"no"};
                                    }),
                  std::runtime_error);
  CHECK(text_in(file) == before);
  write(folder / "orders.db.tokens.next", "cut off");
  change_token_file(file, [](auto& tokens) { tokens.push_back(entry("report")); });
  CHECK(read_token_file(file)->size() == 2);
}

TEST_CASE("a database that a link leads to has one file of tokens") {
  const temporary_folder folder;
  write(folder / "orders.db", "");
  std::filesystem::create_symlink(folder / "orders.db", folder / "link.db");
  CHECK(token_file_of(folder / "link.db") == token_file_of(folder / "orders.db"));
  CHECK(token_file_of(folder / "orders.db").filename() == "orders.db.tokens");
}

TEST_CASE("roles are read from their words, each once") {
  CHECK(parse_role_words("command,read") == role_set{}.add(role::read).add(role::command));
  for (const auto words : {"", "read,", "read,read", "reader", "read command"})
    CHECK_FALSE(parse_role_words(words));
}

} // namespace docket::service
