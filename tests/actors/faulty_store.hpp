#pragma once

#include "shop.hpp"

#include <atomic>
#include <optional>

namespace docket::shop {

// A log whose commits can be told to fail.
class faulty_store : public shared_store {
public:
  struct switches {
    std::atomic<int> commits_until_failure{-1}; // -1: none fails; 0: the next one.
    store_errc code = store_errc::full;
    std::atomic<bool> for_good{false};
  };

  faulty_store(std::shared_ptr<event_store> log, std::shared_ptr<switches> faults)
      : shared_store(std::move(log)),
        faults_(std::move(faults)) {}

  commit_result commit(std::span<const append* const> batch, timestamp at) override {
    auto& left = faults_->commits_until_failure;
    if (left == 0) {
      if (!faults_->for_good) left = -1;
      throw store_error{faults_->code, "the disk said no"};
    }
    if (left > 0) --left;
    return shared_store::commit(batch, at);
  }

private:
  std::shared_ptr<switches> faults_;
};

inline config on_faulty(std::shared_ptr<event_store> log, std::shared_ptr<faulty_store::switches> faults) {
  config settings;
  settings.open_store = [log, faults](const config&) { return std::make_unique<faulty_store>(log, faults); };
  settings.log = [](const std::string&) {};
  return settings;
}

} // namespace docket::shop
