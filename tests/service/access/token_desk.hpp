#pragma once

#include "../../persistence/store/temporary_folder.hpp"
#include "docket/service/access/token_book.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace docket::service::testing {

// Where tokens are made and revoked, and a book of them that looks at its file at each question.
struct token_desk {
  docket::testing::temporary_folder folder;
  std::filesystem::path file = folder / "orders.db.tokens";
  timestamp now{1'000};
  std::vector<std::string> said;

  token_book open() {
    return token_book{{file, [this] { return now; }, std::chrono::milliseconds{0},
                       [this](const std::string& line) { said.push_back(line); }}};
  }
  std::string make(const std::string& name, role_set roles, std::optional<timestamp> expires = {}) {
    auto secret = make_token();
    change_token_file(file, [&](auto& tokens) {
      tokens.push_back({name, roles, now, expires, hash_of_token(secret)});
    });
    return secret;
  }
  void revoke_all() {
    change_token_file(file, [](auto& tokens) { tokens.clear(); });
  }
};

} // namespace docket::service::testing
