#include "docket/service/commands/store_watch.hpp"

namespace docket::service {

void store_watch::heard(const command_result& result) {
  if (result) {
    const bool takes_again = refuses_ && refuses_.exchange(false);
    if (takes_again && to_.better) to_.better("the store takes commands again");
    return;
  }
  switch (result.error().kind) {
  case failure_kind::internal: return complain("a command failed: " + result.error().message);
  case failure_kind::store_unavailable:
  case failure_kind::outcome_unknown:
    if (!refuses_.exchange(true)) complain("the store refuses commands: " + result.error().message);
    return;
  case failure_kind::rejected:
  case failure_kind::overloaded:
  case failure_kind::stopping: return;
  }
}

void store_watch::complain(const std::string& what) const {
  if (to_.worse) to_.worse(what);
}

} // namespace docket::service
