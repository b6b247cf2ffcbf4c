#include "docket/service/operations/rebuilds_begun.hpp"

#include <chrono>

namespace docket::service {

bool rebuilds_begun::begin(const std::string& view, const std::function<outcome()>& begin) {
  const std::scoped_lock hold{lock_};
  auto& last = of_view_[view];
  if (last.valid() && last.wait_for(std::chrono::seconds{0}) == std::future_status::timeout) return false;
  last = begin();
  return true;
}

} // namespace docket::service
