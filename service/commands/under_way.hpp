#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>

namespace docket::service {

// Command ids whose first answer is not there yet: who sends one again meanwhile is told so (409), and not
// made to wait. Thread-safe.
class commands_under_way {
public:
  // Holds the name for as long as it lives.
  class hold {
  public:
    hold(commands_under_way& in, std::string name) : in_(&in), name_(std::move(name)) {}
    ~hold() {
      std::lock_guard lock{in_->mutex_};
      in_->names_.erase(name_);
    }
    hold(const hold&) = delete;
    hold& operator=(const hold&) = delete;

  private:
    commands_under_way* in_;
    std::string name_;
  };

  // Null: somebody holds it.
  [[nodiscard]] std::shared_ptr<hold> begin(std::string name) {
    std::lock_guard lock{mutex_};
    if (!names_.insert(name).second) return nullptr;
    return std::make_shared<hold>(*this, std::move(name));
  }

private:
  std::mutex mutex_;
  std::unordered_set<std::string> names_;
};

} // namespace docket::service
