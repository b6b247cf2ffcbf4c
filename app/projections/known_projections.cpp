#include "docket/app/projections/known_projections.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/persistence/views/builtin_projections.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace docket::app {

std::vector<projection_factory> known_projections() { return builtin_projections(); }

std::vector<std::string> known_projection_names() {
  std::vector<std::string> names;
  for (const auto& make : known_projections())
    names.emplace_back(make()->name());
  return names;
}

projection_factory known_projection(std::string_view name) {
  for (auto& make : known_projections())
    if (make()->name() == name) return make;
  throw usage_error{fmt::format("there is no projection {}; there are {}", docket::quoted(name),
                                fmt::join(known_projection_names(), ", "))};
}

std::vector<projection_factory> chosen_projections(const std::vector<std::string>& names) {
  if (names.empty()) return known_projections();
  std::vector<projection_factory> chosen;
  for (const auto& name : names)
    chosen.push_back(known_projection(name));
  return chosen;
}

} // namespace docket::app
