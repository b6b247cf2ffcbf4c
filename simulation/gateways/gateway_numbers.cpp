#include "docket/simulation/gateways/gateway_numbers.hpp"

#include <array>
#include <limits>
#include <type_traits>

namespace docket {
namespace {

using options = simulated_gateway_options;

template <auto Member>
constexpr gateway_number number(std::string_view name, std::uint64_t max) {
  return {name, max, [](const options& from) { return std::uint64_t{from.*Member}; },
          [](options& to, std::uint64_t value) {
            to.*Member = static_cast<std::remove_reference_t<decltype(to.*Member)>>(value);
          }};
}

constexpr std::uint64_t rate_max = 10'000;
constexpr std::uint64_t day_ms = 86'400'000;

constexpr std::array numbers{number<&options::seed>("seed", std::numeric_limits<std::uint64_t>::max()),
                             number<&options::latency_ms_min>("latency_ms_min", day_ms),
                             number<&options::latency_ms_max>("latency_ms_max", day_ms),
                             number<&options::declines>("declines", rate_max),
                             number<&options::timeouts_before_effect>("timeouts_before_effect", rate_max),
                             number<&options::timeouts_after_effect>("timeouts_after_effect", rate_max),
                             number<&options::transient_failures>("transient_failures", rate_max),
                             number<&options::duplicate_answers>("duplicate_answers", rate_max),
                             number<&options::late_answers>("late_answers", rate_max),
                             number<&options::late_by_ms>("late_by_ms", day_ms),
                             number<&options::faulty_attempts>("faulty_attempts", 1'000'000),
                             number<&options::transit_ms>("transit_ms", day_ms),
                             number<&options::refusals>("refusals", rate_max)};

} // namespace

std::span<const gateway_number> gateway_numbers() noexcept { return numbers; }

} // namespace docket
