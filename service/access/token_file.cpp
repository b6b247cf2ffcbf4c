#include "docket/service/access/token_file.hpp"

#include "docket/domain/ids.hpp"
#include "docket/service/access/whole_file.hpp"
#include "docket/service/answers/hash_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace docket::service {
namespace {

constexpr std::string_view first_line = "docket tokens 1";
constexpr std::string_view never = "never";
constexpr std::string_view seal_word = "sha256 ";

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
  throw token_file_error{
      fmt::format("the token file {} {}; put back a copy of it, or remove it and make new tokens with docket "
                  "token create",
                  file.string(), why)};
}

// The line without its end; the text goes on behind it.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == text.npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::array<std::string_view, 5>> five_words(std::string_view line) {
  std::array<std::string_view, 5> words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto blank = line.find(' ');
    if ((blank == line.npos) != (i + 1 == words.size())) return std::nullopt;
    words[i] = line.substr(0, blank);
    line.remove_prefix(blank == line.npos ? line.size() : blank + 1);
  }
  return words;
}

std::optional<token_entry> parse_entry(std::string_view line) {
  const auto words = five_words(line);
  if (!words || !is_valid_id((*words)[0])) return std::nullopt;
  const auto& [name, roles, created, expires, hash] = *words;
  const auto parsed_roles = parse_role_words(roles);
  const auto parsed_created = parse_timestamp(created);
  const auto parsed_hash = parse_hash(hash);
  if (!parsed_roles || !parsed_created || !parsed_hash) return std::nullopt;
  token_entry entry{std::string{name}, *parsed_roles, *parsed_created, {}, *parsed_hash};
  if (expires == never) return entry;
  const auto parsed_expires = parse_timestamp(expires);
  if (!parsed_expires) return std::nullopt;
  entry.expires_at = *parsed_expires;
  return entry;
}

} // namespace

std::filesystem::path token_file_of(const std::filesystem::path& database) {
  std::error_code none;
  auto file = std::filesystem::weakly_canonical(database, none);
  if (none) file = database;
  return file += ".tokens";
}

std::string token_file_text(const std::vector<token_entry>& tokens) {
  auto text = fmt::format("{}\n", first_line);
  for (const auto& token : tokens)
    text += fmt::format(
        "{} {} {} {} {}\n", token.name, role_words(token.roles), format_timestamp(token.created_at),
        token.expires_at ? format_timestamp(*token.expires_at) : std::string{never}, hash_text(token.hash));
  const auto seal = hash_of_token(text);
  return text + fmt::format("{}{}\n", seal_word, hash_text(seal));
}

std::vector<token_entry> parse_token_file(std::string_view text, const std::filesystem::path& file) {
  const auto whole = text;
  if (const auto line = take_line(text); line != first_line)
    refuse(file,
           line && line->starts_with("docket tokens ") ? "was written by a newer docket" : "is damaged");
  std::vector<token_entry> tokens;
  while (true) {
    const auto behind = whole.substr(0, whole.size() - text.size());
    const auto line = take_line(text);
    if (!line) refuse(file, "is damaged: its end is missing");
    if (line->starts_with(seal_word)) {
      const auto seal = parse_hash(line->substr(seal_word.size()));
      if (!seal || *seal != hash_of_token(behind) || !text.empty()) refuse(file, "is damaged or was edited");
      return tokens;
    }
    auto entry = parse_entry(*line);
    if (!entry) refuse(file, "is damaged or was edited");
    if (std::ranges::count(tokens, entry->name, &token_entry::name) > 0) refuse(file, "names a token twice");
    tokens.push_back(std::move(*entry));
  }
}

std::optional<file_stamp> stamp_of(const std::filesystem::path& file) {
  const auto found = facts_of(file);
  if (!found) return std::nullopt;
  return file_stamp{found->device, found->inode, found->bytes, found->changed_ns};
}

std::optional<std::vector<token_entry>> read_token_file(const std::filesystem::path& file) {
  const auto found = read_whole_file(file);
  if (!found) return std::nullopt;
  if (found->others_may_write)
    throw token_file_error{fmt::format(
        "others than its owner may write to the token file {}, so it proves nothing; chmod 600 it",
        file.string())};
  return parse_token_file(found->text, file);
}

void change_token_file(const std::filesystem::path& file,
                       const std::function<void(std::vector<token_entry>&)>& change) {
  const folder_lock held{file};
  auto tokens = read_token_file(file).value_or(std::vector<token_entry>{});
  change(tokens);
  replace_whole_file(file, token_file_text(tokens));
}

} // namespace docket::service
