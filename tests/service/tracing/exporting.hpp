#pragma once

#include "docket/service/tracing/span_exporter.hpp"
#include "scripted_collector.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace docket::service {

// An exporter that waits for nothing, and its collector.
struct exporting {
  explicit exporting(tracing_settings with = quick()) : settings(std::move(with)) {}

  static tracing_settings quick() {
    tracing_settings result;
    result.collector = parse_collector_address("http://127.0.0.1:4318/v1/traces").value();
    result.delay = std::chrono::milliseconds{0};
    result.back_off_first = result.back_off_max = std::chrono::milliseconds{1};
    result.flush_within = std::chrono::minutes{5};
    return result;
  }

  tracing_settings settings;
  collector_script collector;
  std::mutex lock;
  std::vector<std::string> logged;
  span_exporter exporter{settings, std::make_unique<scripted_collector>(collector),
                         [this](const std::string& line) {
                           const std::scoped_lock hold{lock};
                           logged.push_back(line);
                         }};
};

} // namespace docket::service
