#include "docket/actors/configuration/settings.hpp"

#include <array>
#include <type_traits>

namespace docket::configuration {
namespace {

constexpr std::uint64_t million = 1'000'000;
constexpr std::uint64_t billion = 1'000'000'000;

// Durations count in their own unit, which the name of their key ends with.
template <class Value>
std::uint64_t to_number(Value value) {
  if constexpr (std::is_arithmetic_v<Value>) {
    return static_cast<std::uint64_t>(value);
  } else {
    return static_cast<std::uint64_t>(value.count());
  }
}

template <class Value>
Value from_number(std::uint64_t number) {
  if constexpr (std::is_arithmetic_v<Value>) {
    return static_cast<Value>(number);
  } else {
    return Value{static_cast<typename Value::rep>(number)};
  }
}

template <auto Group, auto Member>
constexpr number_setting number(std::string_view group, std::string_view name, std::uint64_t min,
                                std::uint64_t max) {
  return {group,
          name,
          min,
          max,
          [](const config& from) { return to_number(from.*Group.*Member); },
          [](config& to, std::uint64_t n) {
            auto& member = to.*Group.*Member;
            member = from_number<std::remove_reference_t<decltype(member)>>(n);
          }};
}

using c = config;
constexpr std::array settings{
    number<&c::orders, &order_limits::max_lines>("orders", "max_lines", 1, 10'000),

    number<&c::threads, &c::threads_config::workers>("threads", "workers", 0, 1'024),
    number<&c::threads, &c::threads_config::readers>("threads", "readers", 1, 256),

    number<&c::aggregates, &c::aggregates_config::shards>("aggregates", "shards", 1, 1'024),
    number<&c::aggregates, &c::aggregates_config::live_max>("aggregates", "live_max", 1, billion),
    number<&c::aggregates, &c::aggregates_config::idle>("aggregates", "idle_ms", 1, 31'536'000'000),
    number<&c::aggregates, &c::aggregates_config::queue_max>("aggregates", "queue_max", 1, 100 * million),
    number<&c::aggregates, &c::aggregates_config::batch_max>("aggregates", "batch_max", 1, million),
    number<&c::aggregates, &c::aggregates_config::snapshot_every>("aggregates", "snapshot_every", 0, billion),
    number<&c::aggregates, &c::aggregates_config::hydrations_max>("aggregates", "hydrations_max", 1,
                                                                  100 * million),
    number<&c::aggregates, &c::aggregates_config::hydration_batch>("aggregates", "hydration_batch", 1,
                                                                   million),

    number<&c::commit, &c::commit_config::events_max>("commit", "events_max", 1, 10 * million),
    number<&c::commit, &c::commit_config::bytes_max>("commit", "bytes_max", 1, 1u << 30),
    number<&c::commit, &c::commit_config::queue_max>("commit", "queue_max", 1, 100 * million),

    number<&c::admission, &c::admission_config::in_flight_max>("admission", "in_flight_max", 1,
                                                               100 * million),

    number<&c::idempotency, &c::idempotency_config::per_stream_max>("idempotency", "per_stream_max", 1,
                                                                    billion),
    number<&c::idempotency, &c::idempotency_config::age_max>("idempotency", "age_max_s", 0, billion),

    number<&c::subscriptions, &c::subscriptions_config::buffer_max>("subscriptions", "buffer_max", 1,
                                                                    100 * million),
    number<&c::subscriptions, &c::subscriptions_config::page>("subscriptions", "page", 1, million),

    number<&c::store, &c::store_config::cache_bytes>("store", "cache_bytes", 1u << 20,
                                                     std::uint64_t{1} << 40),
    number<&c::store, &c::store_config::checkpoint_wal_bytes>("store", "checkpoint_wal_bytes", 1u << 20,
                                                              std::uint64_t{1} << 40)};

} // namespace

std::span<const number_setting> number_settings() noexcept { return settings; }

std::string_view name_of(payment_policy policy) noexcept {
  return policy == payment_policy::exact ? "exact" : "split";
}

} // namespace docket::configuration
