#include "docket/service/watch/watched.hpp"

#include "docket/actors/projections.hpp"

namespace docket::service {

std::vector<unready> watched::reasons_against() const {
  const auto metrics = of_.shop.metrics();
  // A stopped engine has nothing to ask for its views.
  auto views = metrics.stopping ? std::vector<projection_status>{} : of_.shop.projections().status();
  auto reasons = service::reasons_against(metrics, views, of_.limits);
  if (of_.tokens && !of_.tokens->readable())
    reasons.push_back({"tokens_unreadable", "its tokens cannot be read, and nobody is let in"});
  return reasons;
}

} // namespace docket::service
