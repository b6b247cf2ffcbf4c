#pragma once

#include "docket/domain/rejection.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

// Words for tests of all of an aggregate's refusals.
namespace docket::testing {

inline std::set<std::string_view> rules_of(const std::vector<rejection>& refusals) {
  std::set<std::string_view> rules;
  for (const auto& refused : refusals)
    rules.insert(refused.rule);
  return rules;
}

// That each tells people why, in one sentence.
inline void check_sentences(const std::vector<rejection>& refusals) {
  for (const auto& refused : refusals) {
    INFO(refused.rule << ": " << refused.message);
    CHECK(refused.message.size() > 10);
    CHECK(refused.message.ends_with('.'));
    CHECK(refused.message.find('\n') == std::string::npos);
  }
}

} // namespace docket::testing
