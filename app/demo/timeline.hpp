#pragma once

#include "docket/app/demo/story.hpp"

#include <cstdint>
#include <memory>
#include <queue>
#include <utility>
#include <vector>

namespace docket::app {

// The steps of all orders of a shop, turn by turn, so that many orders are under way at once. Holds only the
// stories that have begun and not yet ended.
class timeline {
public:
  explicit timeline(const shop& of) : shop_(of) {}

  struct moment {
    std::shared_ptr<const story> told; // Null when everything has happened.
    story_step step;
  };
  [[nodiscard]] moment next();

private:
  struct upcoming {
    std::shared_ptr<const story> told;
    std::size_t step = 0;

    [[nodiscard]] const story_step& what() const { return told->steps[step]; }
    // Later things have the lower priority; in the same turn orders go by number.
    friend bool operator<(const upcoming& a, const upcoming& b) {
      return std::pair{a.what().turn, a.told->order} > std::pair{b.what().turn, b.told->order};
    }
  };

  void begin_stories();

  shop shop_;
  std::uint64_t begun_ = 0;
  std::priority_queue<upcoming> upcoming_; // One entry for each story.
};

} // namespace docket::app
