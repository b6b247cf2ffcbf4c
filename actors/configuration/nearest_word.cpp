#include "docket/actors/configuration/nearest_word.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace docket::configuration {
namespace {

constexpr std::size_t written_bytes_max = 64;

// Optimal string alignment distance; see en.wikipedia.org/wiki/Damerau-Levenshtein_distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j)
    cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

// Other ways of writing the same words: camelCase, dashes, capitals.
std::string plain(std::string_view word) {
  std::string result;
  for (const char c : word) {
    if (c == '_' || c == '-') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

} // namespace

std::string nearest_word(std::string_view written, std::span<const std::string> words) {
  if (written.size() > written_bytes_max) return {};
  const auto meant = plain(written);
  const std::string* nearest = nullptr;
  std::size_t fewest = std::max<std::size_t>(2, written.size() / 3) + 1;
  for (const auto& word : words) {
    const auto candidate = plain(word);
    // A name without its unit, or its beginning, is meant more surely than one of as many edits.
    const bool begins = meant.size() >= 4 && candidate.starts_with(meant);
    const auto edits = begins ? 1 : distance(meant, candidate);
    if (edits < fewest) {
      fewest = edits;
      nearest = &word;
    }
  }
  return nearest == nullptr ? std::string{} : *nearest;
}

} // namespace docket::configuration
