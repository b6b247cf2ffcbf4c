#include "docket/service/access/token_book.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {

token_book::token_book(options with) : with_(std::move(with)), looked_(std::chrono::steady_clock::now()) {
  read();
}

// The stamp first: what changes between the two is read once more.
void token_book::read() {
  const auto stamp = stamp_of(with_.file);
  auto tokens = read_token_file(with_.file);
  // A file that goes away must not open what it had closed.
  if (!tokens && (stamp || stamp_))
    throw token_file_error{fmt::format("the token file {} is gone; make new tokens with docket token create",
                                       with_.file.string())};
  tokens_ = std::move(tokens).value_or(std::vector<token_entry>{});
  stamp_ = stamp;
}

void token_book::look() {
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_ < with_.look_every) return;
  looked_ = now;
  try {
    if (readable_ && stamp_of(with_.file) == stamp_) return;
    read();
    readable_ = true;
    with_.log(fmt::format("the tokens were read again: {}", tokens_.size()));
  } catch (const token_file_error& error) {
    if (std::exchange(readable_, false)) with_.log(fmt::format("nobody is let in: {}", error.what()));
  }
}

token_book::answer token_book::find(std::optional<std::string_view> token) {
  const std::scoped_lock hold{mutex_};
  look();
  if (!readable_) return {verdict::unreadable};
  if (tokens_.empty()) return {verdict::no_tokens};
  if (!token) return {verdict::missing};
  const auto hash = hash_of_token(*token);
  const token_entry* found = nullptr;
  for (const auto& one : tokens_) // All of them, wherever it is.
    if (same_hash(one.hash, hash)) found = &one;
  if (!found) return {verdict::unknown};
  return {found->expired(with_.clock()) ? verdict::expired : verdict::known, *found};
}

bool token_book::readable() {
  const std::scoped_lock hold{mutex_};
  look();
  return readable_;
}

bool token_book::empty() {
  const std::scoped_lock hold{mutex_};
  return tokens_.empty();
}

} // namespace docket::service
