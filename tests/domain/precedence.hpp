#pragma once

#include "docket/domain/text.hpp"

#include "given_of.hpp"
#include "texts.hpp"

#include <array>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

// Words for tests of the order in which a command meets the rules.
namespace docket::testing {

// A text field's way from bad to good.
inline const std::array<std::pair<text, std::string_view>, 2> text_faults{
    {{too_long_and_no_utf8, "text_too_long"}, {no_utf8, "invalid_text"}}};

// A command that is as wrong as it can be, and the rule of each phase that refuses it, in the phases' order;
// empty: the phase lets it through.
template <class Aggregate, std::size_t Phases>
struct phase_row {
  typename Aggregate::command worst;
  std::array<std::string_view, Phases> rules;
};

// That the phase's rule comes before any other, and where it lets a command through, no phase's rule comes.
template <class Aggregate, std::size_t Phases>
void check_phase_comes_first(const std::array<std::vector<typename Aggregate::event>, Phases>& phases,
                             const std::vector<phase_row<Aggregate, Phases>>& rows) {
  std::set<std::string_view> phase_rules;
  for (const auto& row : rows)
    phase_rules.insert(row.rules.begin(), row.rules.end());
  phase_rules.erase("");
  for (const auto& [worst, rules] : rows) {
    for (std::size_t i = 0; i < Phases; ++i) {
      INFO(command_name(worst) << " where it is " << phase_name(replay<Aggregate>(phases[i])));
      const auto rule = given_of<Aggregate>(phases[i]).when(worst).rule();
      if (!rules[i].empty()) CHECK(rule == rules[i]);
      if (rules[i].empty()) CHECK_FALSE(phase_rules.contains(rule));
    }
  }
}

} // namespace docket::testing
