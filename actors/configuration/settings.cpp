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

// `Path` leads from the config to the value, member by member.
template <auto... Path>
constexpr number_setting number(std::string_view group, std::string_view name, std::uint64_t min,
                                std::uint64_t max) {
  return {group,
          name,
          min,
          max,
          [](const config& from) { return to_number((from.*....*Path)); },
          [](config& to, std::uint64_t n) {
            auto& member = (to.*....*Path);
            member = from_number<std::remove_reference_t<decltype(member)>>(n);
          }};
}

// `words` in the order of the enumeration's values.
template <auto... Path>
constexpr word_setting word(std::string_view group, std::string_view name,
                            std::span<const std::string_view> words) {
  return {group, name, words, [](const config& from) { return static_cast<std::size_t>((from.*....*Path)); },
          [](config& to, std::size_t index) {
            auto& member = (to.*....*Path);
            member = static_cast<std::remove_reference_t<decltype(member)>>(index);
          }};
}

using words = std::string_view;
constexpr std::array payment_policies{words{"exact"}, words{"split"}};
constexpr std::array unknown_products{words{"refuse"}, words{"back_order"}};
constexpr std::array fulfilment_modes{words{"manual"}, words{"pay_first"}, words{"reserve_first"}};

constexpr std::array groups{words{"orders"},      words{"stock"},         words{"threads"},
                            words{"aggregates"},  words{"commit"},        words{"admission"},
                            words{"idempotency"}, words{"subscriptions"}, words{"fulfilment"},
                            words{"store"},       words{"projections"}};

using c = config;
using f = config::fulfilment_config;
using p = fulfilment_policy;
using r = config::read_side_config;
constexpr std::uint64_t day_ms = 86'400'000;
constexpr std::uint64_t year_ms = 365 * day_ms;

constexpr std::array words_settings{
    word<&c::orders, &order_limits::payments>("orders", "payments", payment_policies),
    word<&c::stock, &stock_limits::unknown_products>("stock", "unknown_products", unknown_products),
    word<&c::fulfilment, &f::mode>("fulfilment", "mode", fulfilment_modes)};

constexpr std::array settings{
    number<&c::orders, &order_limits::max_lines>("orders", "max_lines", 1, 10'000),

    number<&c::threads, &c::threads_config::workers>("threads", "workers", 0, 1'024),
    number<&c::threads, &c::threads_config::readers>("threads", "readers", 1, 256),

    number<&c::aggregates, &c::aggregates_config::shards>("aggregates", "shards", 1, 1'024),
    number<&c::aggregates, &c::aggregates_config::live_max>("aggregates", "live_max", 1, billion),
    number<&c::aggregates, &c::aggregates_config::idle>("aggregates", "idle_ms", 1, year_ms),
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

    number<&c::fulfilment, &f::policy, &p::answer_within>("fulfilment", "answer_within_ms", 1, day_ms),
    number<&c::fulfilment, &f::policy, &p::back_off_first>("fulfilment", "back_off_first_ms", 1, day_ms),
    number<&c::fulfilment, &f::policy, &p::back_off_max>("fulfilment", "back_off_max_ms", 1, day_ms),
    number<&c::fulfilment, &f::policy, &p::back_off_jitter_percent>("fulfilment", "back_off_jitter_percent",
                                                                    0, 100),
    number<&c::fulfilment, &f::policy, &p::attempts_max>("fulfilment", "attempts_max", 1, million),
    number<&c::fulfilment, &f::policy, &p::payment_within>("fulfilment", "payment_within_ms", 1, year_ms),
    number<&c::fulfilment, &f::policy, &p::reservation_within>("fulfilment", "reservation_within_ms", 1,
                                                               year_ms),
    number<&c::fulfilment, &f::policy, &p::dispatch_within>("fulfilment", "dispatch_within_ms", 1, year_ms),
    number<&c::fulfilment, &f::policy, &p::delivery_within>("fulfilment", "delivery_within_ms", 1, year_ms),
    number<&c::fulfilment, &f::policy, &p::tracking_every>("fulfilment", "tracking_every_ms", 1, year_ms),
    number<&c::fulfilment, &f::news_under_way_max>("fulfilment", "news_under_way_max", 1, 100 * million),
    number<&c::fulfilment, &f::alarms_ringing_max>("fulfilment", "alarms_ringing_max", 1, 100 * million),
    number<&c::fulfilment, &f::look_every>("fulfilment", "look_every_ms", 1, 60'000),
    number<&c::fulfilment, &f::checkpoint_every>("fulfilment", "checkpoint_every_ms", 1, 3'600'000),

    number<&c::store, &c::store_config::cache_bytes>("store", "cache_bytes", 1u << 20,
                                                     std::uint64_t{1} << 40),
    number<&c::store, &c::store_config::checkpoint_wal_bytes>("store", "checkpoint_wal_bytes", 1u << 20,
                                                              std::uint64_t{1} << 40),

    number<&c::read_side, &r::batch_max>("projections", "batch_max", 1, 10 * million),
    number<&c::read_side, &r::pause>("projections", "pause_ms", 0, 60'000),
    number<&c::read_side, &r::give_way>("projections", "give_way", 0, 1'000),
    number<&c::read_side, &r::attempts_max>("projections", "attempts_max", 1, million),
    number<&c::read_side, &r::back_off_first>("projections", "back_off_first_ms", 0, day_ms),
    number<&c::read_side, &r::back_off_max>("projections", "back_off_max_ms", 0, day_ms),
    number<&c::read_side, &r::cache_bytes>("projections", "cache_bytes", 1u << 20, std::uint64_t{1} << 40),
    number<&c::read_side, &r::nice>("projections", "nice", 0, 19)};

} // namespace

std::span<const std::string_view> setting_groups() noexcept { return groups; }
std::span<const number_setting> number_settings() noexcept { return settings; }
std::span<const word_setting> word_settings() noexcept { return words_settings; }

} // namespace docket::configuration
