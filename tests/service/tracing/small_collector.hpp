#pragma once

#include <chrono>
#include <condition_variable>
#include <httplib.h>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace docket::service {

// A collector on a port of loopback that the system chooses; keeps what it is sent.
class small_collector {
public:
  struct request {
    std::string path, content_type, body;
  };

  small_collector() {
    server_.Post(".*", [this](const httplib::Request& asked, httplib::Response& answer) {
      const std::scoped_lock hold{lock_};
      requests_.push_back({asked.path, asked.get_header_value("Content-Type"), asked.body});
      answer.status = status_;
      answer.set_content(answer_, "application/json");
      changed_.notify_all();
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    if (port_ < 0) throw std::runtime_error{"no port to listen at"};
    thread_ = std::thread{[this] { server_.listen_after_bind(); }};
    while (!server_.is_running()) // A server that does not run yet cannot be stopped.
      std::this_thread::yield();
  }
  ~small_collector() {
    server_.stop();
    thread_.join();
  }

  void answer(int status, std::string body = "{}") {
    const std::scoped_lock hold{lock_};
    status_ = status;
    answer_ = std::move(body);
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/v1/traces"; }

  // Waits until there were so many.
  [[nodiscard]] std::vector<request> requests(std::size_t at_least) {
    std::unique_lock hold{lock_};
    changed_.wait(hold, [&] { return requests_.size() >= at_least; });
    return requests_;
  }
  // The spans of all requests so far.
  [[nodiscard]] std::vector<nlohmann::json> spans() {
    const std::scoped_lock hold{lock_};
    std::vector<nlohmann::json> all;
    for (const auto& one : requests_) {
      const auto sent = nlohmann::json::parse(one.body);
      for (const auto& span : sent.at("resourceSpans").at(0).at("scopeSpans").at(0).at("spans"))
        all.push_back(span);
    }
    return all;
  }

private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<request> requests_;
  int status_ = 200;
  std::string answer_ = "{}";
};

} // namespace docket::service
