#pragma once

#include "docket/actors/projections.hpp"

#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <string>

namespace docket::service {

// The rebuilds of views that were begun here and have not ended. The engine tells of a rebuild in the view's
// status only once it builds, and of a refused one only in a future; so of two that are begun at once, this
// knows which is the second. Thread-safe.
class rebuilds_begun {
public:
  using outcome = std::future<expected<rebuild_outcome, query_refusal>>;

  // Begins one by calling `begin`, unless one of this view that was begun here goes on: then false.
  [[nodiscard]] bool begin(const std::string& view, const std::function<outcome()>& begin);

private:
  std::mutex lock_;
  std::map<std::string, outcome> of_view_; // The last of each.
};

} // namespace docket::service
