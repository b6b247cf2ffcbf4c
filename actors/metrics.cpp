#include "docket/actors/metrics.hpp"

#include "docket/actors/runtime/counters.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace docket {
namespace {

// Four buckets to each power of two: 0, 1, 2, 3, then 4 + quarter within [2^k, 2^(k+1)).
std::size_t bucket_of(std::int64_t microseconds) noexcept {
  const auto us = static_cast<std::uint64_t>(std::max<std::int64_t>(microseconds, 0));
  if (us < 4) return us;
  const auto power = static_cast<std::size_t>(std::bit_width(us)) - 1;
  const auto quarter = (us >> (power - 2)) & 3;
  return std::min(histogram::bucket_count - 1, 4 * (power - 1) + quarter);
}

// The largest value of a bucket.
std::int64_t upper_bound_us(std::size_t bucket) noexcept {
  if (bucket < 4) return static_cast<std::int64_t>(bucket);
  const auto power = bucket / 4 + 1;
  const auto quarter = bucket % 4;
  return static_cast<std::int64_t>(((4 + quarter + 1) << (power - 2)) - 1);
}

} // namespace

void histogram::add_to_bucket(std::size_t bucket, std::uint64_t count, std::int64_t max_us) noexcept {
  buckets_[bucket] += count;
  count_ += count;
  max_us_ = std::max(max_us_, max_us);
}

void histogram::record(std::int64_t microseconds) noexcept {
  add_to_bucket(bucket_of(microseconds), 1, microseconds);
  sum_us_ += std::max<std::int64_t>(microseconds, 0);
}

void histogram::merge(const histogram& other) noexcept {
  for (std::size_t b = 0; b < bucket_count; ++b)
    add_to_bucket(b, other.buckets_[b], other.max_us_);
  sum_us_ += other.sum_us_;
}

std::uint64_t histogram::count_up_to(std::int64_t microseconds) const noexcept {
  std::uint64_t seen = 0;
  for (std::size_t b = 0; b < bucket_count && upper_bound_us(b) <= microseconds; ++b)
    seen += buckets_[b];
  return seen;
}

std::int64_t histogram::percentile_us(double fraction) const noexcept {
  const auto wanted = static_cast<std::uint64_t>(std::ceil(fraction * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  for (std::size_t b = 0; b < bucket_count; ++b) {
    seen += buckets_[b];
    if (seen >= wanted && seen > 0) return std::min(upper_bound_us(b), max_us_);
  }
  return max_us_;
}

void shared_histogram::record(std::int64_t microseconds) noexcept {
  buckets_[bucket_of(microseconds)].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(std::max<std::int64_t>(microseconds, 0), std::memory_order_relaxed);
  auto max = max_us_.load(std::memory_order_relaxed);
  while (microseconds > max && !max_us_.compare_exchange_weak(max, microseconds, std::memory_order_relaxed)) {
  }
}

histogram shared_histogram::read() const noexcept {
  histogram result;
  const auto max = max_us_.load(std::memory_order_relaxed);
  for (std::size_t b = 0; b < histogram::bucket_count; ++b)
    result.add_to_bucket(b, buckets_[b].load(std::memory_order_relaxed), max);
  result.sum_us_ = sum_us_.load(std::memory_order_relaxed);
  return result;
}

} // namespace docket
