#include "docket/actors/results.hpp"

namespace docket {

std::string_view name_of(failure_kind kind) noexcept {
  switch (kind) {
  case failure_kind::rejected: return "rejected";
  case failure_kind::overloaded: return "overloaded";
  case failure_kind::stopping: return "stopping";
  case failure_kind::store_unavailable: return "store_unavailable";
  case failure_kind::outcome_unknown: return "outcome_unknown";
  case failure_kind::internal: return "internal";
  }
  return "internal";
}

} // namespace docket
