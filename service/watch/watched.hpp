#pragma once

#include "docket/engine.hpp"
#include "docket/queries.hpp"
#include "docket/service/access/access_log.hpp"
#include "docket/service/access/token_book.hpp"
#include "docket/service/running/reading_threads.hpp"
#include "docket/service/tracing/span_exporter.hpp"
#include "docket/service/watch/http_counts.hpp"
#include "docket/service/watch/readiness.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>

namespace docket::service {

// How busy the server is.
struct server_figures {
  std::size_t connections = 0, requests_under_way = 0;
  std::size_t questions_waiting = 0; // For a reading thread.
  std::size_t feed_listeners = 0;    // Who hears events as they are committed.
};

// What a service is asked about itself, and by what it knows. All that it refers to outlives it.
class watched {
public:
  struct parts {
    engine& shop;
    std::function<timestamp()> clock;
    readiness_limits limits{};
    const http_counts* requests = nullptr;
    const access_log* record = nullptr;
    const span_exporter* traces = nullptr;
    token_book* tokens = nullptr;
    std::function<server_figures()> server{}; // From any thread.
    reading_threads::listener to_failures{};
  };
  explicit watched(parts of)
      : of_(std::move(of)),
        reader_(of_.shop, 1, reading_threads::usual_waiting_max, of_.to_failures) {}

  [[nodiscard]] const parts& operator*() const noexcept { return of_; }
  [[nodiscard]] const parts* operator->() const noexcept { return &of_; }
  // A thread of its own: how busy the others are is asked here.
  [[nodiscard]] reading_threads& reader() noexcept { return reader_; }

  [[nodiscard]] server_figures server() const { return of_.server ? of_.server() : server_figures{}; }
  // None: requests may be sent here.
  [[nodiscard]] std::vector<unready> reasons_against() const;

private:
  const parts of_;
  reading_threads reader_;
};

} // namespace docket::service
