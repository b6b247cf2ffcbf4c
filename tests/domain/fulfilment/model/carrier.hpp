#pragma once

#include <optional>
#include <vector>

namespace docket::testing::fulfilments {

// A carrier of one parcel. Asked again, it tells all that has happened so far.
class carrier {
public:
  enum class answer { dispatched, delivered, refused, recalled };

  bool refuses = false; // It does not take this parcel.
  bool loses = false;   // It loses it on the way.

  std::vector<answer> dispatch() {
    if (!taken_ && (refuses || recalled_)) return {recalled_ ? answer::recalled : answer::refused};
    taken_ = true;
    return told_so_far();
  }

  answer recall() {
    if (delivered_) return answer::delivered;
    recalled_ = true;
    return answer::recalled;
  }

  // The parcel gets where it goes, if it is on its way.
  std::optional<answer> travel() {
    if (!is_on_its_way() || delivered_ || lost_) return {};
    (loses ? lost_ : delivered_) = true;
    return told_so_far().back();
  }

  [[nodiscard]] bool delivered() const { return delivered_; }

private:
  [[nodiscard]] bool is_on_its_way() const { return taken_ && !recalled_; }
  [[nodiscard]] std::vector<answer> told_so_far() const {
    std::vector<answer> all{answer::dispatched};
    if (delivered_) all.push_back(answer::delivered);
    if (recalled_) all.push_back(answer::recalled);
    if (lost_) all.push_back(answer::refused);
    return all;
  }

  bool taken_ = false, delivered_ = false, recalled_ = false, lost_ = false;
};

} // namespace docket::testing::fulfilments
