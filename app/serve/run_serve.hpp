#pragma once

#include "docket/app/program/invocation.hpp"

#include <optional>
#include <string>

namespace docket::app {

struct serve_options {
  std::string listen = "127.0.0.1:8080";
  std::optional<std::string> tls_certificates, tls_key;
  bool insecure = false;
  std::optional<std::string> access_log;
  std::string log_level = "info";
  std::optional<std::string> config_file;
};

// Serves until a signal says to stop.
[[nodiscard]] exit_status run_serve(invocation& call, const serve_options& options);

} // namespace docket::app
