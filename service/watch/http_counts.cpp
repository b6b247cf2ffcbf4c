#include "docket/service/watch/http_counts.hpp"

namespace docket::service {

void http_counts::count(const served& one) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(one.took).count();
  const std::scoped_lock hold{mutex_};
  auto& of = operations_[one.operation.empty() ? std::string_view{"none"} : one.operation];
  ++of.by_status[one.response.status];
  of.took_us.record(took);
}

void http_counts::count(const refused_bytes& what) {
  const std::scoped_lock hold{mutex_};
  ++refused_[what.rule];
}

http_counts::operations http_counts::all() const {
  const std::scoped_lock hold{mutex_};
  return operations_;
}

std::map<std::string_view, std::uint64_t> http_counts::refused() const {
  const std::scoped_lock hold{mutex_};
  return refused_;
}

} // namespace docket::service
