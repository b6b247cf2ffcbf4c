#include "docket/app/log_level/service_client.hpp"

#include "docket/app/output/printable.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/service/http/unanswered.hpp"

#include <fmt/format.h>
#include <fstream>
#include <httplib.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

std::string token_in(const std::string& file) {
  std::ifstream from{file};
  std::string token;
  if (!std::getline(from, token) || token.empty())
    throw command_failed{fmt::format("there is no token in {}; docket token create makes one", file)};
  return token;
}

httplib::Client client_of(const std::string& origin) {
  httplib::Client client{origin};
  client.set_connection_timeout(5);
  client.set_read_timeout(30);
  return client;
}

httplib::Headers headers_of(const std::string& token) {
  if (token.empty()) return {};
  return {{"Authorization", "Bearer " + token}};
}

std::string refusal_of(const httplib::Response& response) {
  const auto json = nlohmann::json::parse(response.body, nullptr, false);
  if (!json.is_object() || !json.contains("detail") || !json["detail"].is_string())
    return fmt::format("the answer has status {}; is it a docket service?", response.status);
  return fmt::format("the service refuses: {}", printable(json["detail"].get<std::string>()));
}

std::string body_of(const httplib::Result& result, const std::string& origin) {
  if (!result)
    throw command_failed{fmt::format("cannot ask {}: {}", origin, service::why_unanswered(result.error()))};
  if (result->status != 200) throw command_failed{refusal_of(*result)};
  return result->body;
}

} // namespace

service_client::service_client(const std::string& url, const std::optional<std::string>& token_file) {
  const auto host = url.starts_with("http://") ? 7u : url.starts_with("https://") ? 8u : 0u;
  const auto path = url.find('/', host);
  origin_ = url.substr(0, path);
  if (host == 0 || origin_.size() == host || url.find_first_of(" ?#@") != url.npos)
    throw usage_error{fmt::format("--server {} is no URL of a service, such as http://127.0.0.1:8080", url)};
  if (path != url.npos) base_ = url.substr(path);
  while (base_.ends_with('/'))
    base_.pop_back();
  if (token_file) token_ = token_in(*token_file);
}

std::string service_client::get(std::string_view path) const {
  auto client = client_of(origin_);
  return body_of(client.Get(fmt::format("{}{}", base_, path), headers_of(token_)), origin_);
}

std::string service_client::put(std::string_view path, const std::string& json) const {
  auto client = client_of(origin_);
  return body_of(client.Put(fmt::format("{}{}", base_, path), headers_of(token_), json, "application/json"),
                 origin_);
}

} // namespace docket::app
