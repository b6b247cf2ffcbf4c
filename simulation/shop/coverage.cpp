#include "docket/simulation/shop/coverage.hpp"

namespace docket {
namespace {

std::string key_of(std::string_view group, std::string_view name) {
  std::string key;
  key.reserve(group.size() + 1 + name.size());
  return key.append(group).append(1, '.').append(name);
}

} // namespace

void coverage::count(std::string_view group, std::string_view name, std::uint64_t times) {
  if (times > 0) counts_[key_of(group, name)] += times;
}

void coverage::add(const coverage& other) {
  for (const auto& [key, times] : other.counts_)
    counts_[key] += times;
}

std::uint64_t coverage::of(std::string_view group, std::string_view name) const {
  const auto found = counts_.find(key_of(group, name));
  return found == counts_.end() ? 0 : found->second;
}

} // namespace docket
