#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace docket::app {

// Asks one service.
class service_client {
public:
  // "http://127.0.0.1:8080" or "https://orders.example", perhaps with a path before the service's own, and
  // the file whose first line is the token. Throws usage_error for what is no such URL, command_failed for a
  // file that cannot be read.
  service_client(const std::string& url, const std::optional<std::string>& token_file);

  // The body of the answer. Throws command_failed when there is none, or it is a refusal.
  [[nodiscard]] std::string get(std::string_view path) const;
  [[nodiscard]] std::string put(std::string_view path, const std::string& json) const;

private:
  std::string origin_, base_;
  std::string token_;
};

} // namespace docket::app
