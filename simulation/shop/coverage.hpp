#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace docket {

// What a simulation has met, counted by name: "fault.full", "event.OrderPlaced", "refused.order_not_placed".
// What is never counted was never tried.
class coverage {
public:
  void count(std::string_view group, std::string_view name, std::uint64_t times = 1);
  void add(const coverage& other);

  [[nodiscard]] std::uint64_t of(std::string_view group, std::string_view name) const;
  [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& counts() const noexcept {
    return counts_;
  }

private:
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

} // namespace docket
