#pragma once

#include "docket/service/tracing/tracing_settings.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace docket::service {

// What became of a request.
struct delivery {
  enum class kind {
    taken,   // The collector has it.
    not_now, // Nobody answered, or it may be sent again later.
    refused, // It will never be taken.
  };
  kind what = kind::not_now;
  std::size_t refused_spans = 0; // Of `taken`: of these spans the collector wants nothing to know.
  std::string why{};             // Of the other two, in words.
};

// Where spans go. One thread at a time sends.
class collector {
public:
  virtual ~collector() = default;

  // Blocks until there is an answer or the time for it is over. Does not throw.
  [[nodiscard]] virtual delivery send(const std::string& request) = 0;
  // From another thread: a request under way ends soon, as not taken.
  virtual void abort() = 0;
};

// Sends requests to an address by POST. The settings must name one.
[[nodiscard]] std::unique_ptr<collector> make_http_collector(const tracing_settings& settings);

} // namespace docket::service
