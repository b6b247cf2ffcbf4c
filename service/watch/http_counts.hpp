#pragma once

#include "docket/actors/metrics.hpp"
#include "docket/service/http/request_reader.hpp"
#include "docket/service/routing/router.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>

namespace docket::service {

// Requests by operation and status, and how long their answers took. Thread-safe.
class http_counts {
public:
  struct operation {
    std::map<int, std::uint64_t> by_status{};
    histogram took_us{}; // Of a stream: until its first byte.
  };
  using operations = std::map<std::string_view, operation>;

  // Of a router. What has no route is counted as the operation "none".
  void count(const served& one);
  // Of the server: bytes that were no request, by rule.
  void count(const refused_bytes& what);

  [[nodiscard]] operations all() const;
  [[nodiscard]] std::map<std::string_view, std::uint64_t> refused() const;

private:
  mutable std::mutex mutex_;
  operations operations_;
  std::map<std::string_view, std::uint64_t> refused_;
};

} // namespace docket::service
