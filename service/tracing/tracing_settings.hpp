#pragma once

#include "docket/service/tracing/collector_address.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace docket::service {

// The group `tracing` of a configuration.
inline constexpr std::string_view tracing_group = "tracing";

struct tracing_settings {
  std::optional<collector_address> collector{}; // Nothing is told to anybody without one.
  std::string service_name = "docket";          // By which the collector knows this program.
  bool sample_all = false; // Commands that came without a trace, or with one that is not sampled, too.
  std::string ca_file{};   // PEM; whom https trusts, in place of whom the system does.

  std::size_t queue_max = 65'536;                 // Spans that may wait; past it they are dropped.
  std::size_t batch_max = 512;                    // Spans in one request.
  std::chrono::milliseconds delay{1'000};         // How long the first of a batch waits for others.
  std::chrono::milliseconds timeout{10'000};      // Of connecting, sending and the answer, each.
  std::chrono::milliseconds back_off_first{500};  // Before a batch that was not taken is sent again,
  std::chrono::milliseconds back_off_max{30'000}; // doubled with each attempt, up to here.
  std::chrono::milliseconds flush_within{3'000};  // At the end, for what is left.
};

// Reads the group; the usual settings where there is none. Throws config_error, which names the key.
[[nodiscard]] tracing_settings tracing_from_json(std::string_view configuration);
// The same from a file that config_from_file() has read; the message names it.
[[nodiscard]] tracing_settings tracing_from_file(const std::optional<std::string>& file);

// The group with every setting that has a value, as JSON that tracing_from_json reads.
[[nodiscard]] std::string to_json(const tracing_settings& settings);

} // namespace docket::service
