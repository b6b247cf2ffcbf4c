#pragma once

#include "docket/service/access/token_file.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// The tokens of a service that runs: those of the file, which is looked at again, at most so often, and read
// when it has changed; a token that was revoked is of no use from then on. Thread-safe.
class token_book {
public:
  struct options {
    std::filesystem::path file;
    std::function<timestamp()> clock;
    std::chrono::milliseconds look_every{1'000};
    // Told, in one line, that other tokens count from now on, or why none does.
    std::function<void(const std::string&)> log = [](const std::string&) {};
  };
  // Throws token_file_error: a service whose tokens cannot be read does not begin.
  explicit token_book(options with);

  enum class verdict {
    known,   // entry says whose it is.
    missing, // None was presented, and there are some.
    unknown, // Never made, or revoked.
    expired,
    no_tokens,  // The file has none, or there is no file.
    unreadable, // The file was damaged or taken away since: nobody is known until it is there again.
  };
  struct answer {
    verdict what = verdict::unreadable;
    std::optional<token_entry> entry{};
  };
  [[nodiscard]] answer find(std::optional<std::string_view> token);

  // Whether find() could tell now who somebody is.
  [[nodiscard]] bool readable();
  [[nodiscard]] bool empty();

private:
  void look(); // Under the lock.
  void read();

  const options with_;
  std::mutex mutex_;
  std::vector<token_entry> tokens_;
  std::optional<file_stamp> stamp_;
  bool readable_ = true;
  std::chrono::steady_clock::time_point looked_{};
};

} // namespace docket::service
