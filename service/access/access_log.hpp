#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/service/routing/router.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

namespace docket::service {

// The file cannot be opened; the message says which and why.
class access_log_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// The record of who asked for what: a line of JSON a request (access_record), appended to a file by a thread
// of its own, so that no request waits for it. When the file is moved away or removed a new one is made, so
// rotating it needs no signal. Lines that do not fit in the queue or cannot be written are counted, and said.
// Lines are handed to the operating system, not synced. Thread-safe.
class access_log {
public:
  struct options {
    std::filesystem::path file; // Mode 0600 when it is made here.
    std::function<timestamp()> clock;
    std::size_t waiting_bytes_max = 8u << 20;
    std::function<void(const std::string&)> log = [](const std::string&) {};
  };
  // Throws access_log_error.
  explicit access_log(options with);
  ~access_log(); // Writes what waits.
  access_log(const access_log&) = delete;
  access_log& operator=(const access_log&) = delete;

  void record(const served& one);
  // Returns when everything that was recorded before it is in the file, or counted as lost.
  void flush();

  [[nodiscard]] std::uint64_t written() const noexcept { return written_; }
  [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_; }

private:
  void work();
  void write(const std::string& lines, std::uint64_t count);
  // Opens the file anew when the name no longer stands for it. False: it cannot be opened.
  [[nodiscard]] bool follow_name();
  void say_lost(std::uint64_t lines, const std::string& why);

  const options with_;
  int descriptor_;            // Of the thread alone, after the constructor.
  bool line_is_torn_ = false; // The last write ended within a line.
  std::atomic<std::uint64_t> written_{0}, dropped_{0};

  std::mutex mutex_;
  std::condition_variable there_is_work_, is_idle_;
  std::string waiting_;
  std::uint64_t waiting_lines_ = 0;
  bool busy_ = false, stopping_ = false;
  std::thread thread_;
};

} // namespace docket::service
