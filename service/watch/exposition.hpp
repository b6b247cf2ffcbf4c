#pragma once

#include "docket/actors/metrics.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace docket::service {

// Writes metrics in the text format of Prometheus, version 0.0.4: each metric begins with what it is, and its
// samples follow. Names are the program's own and are written as they stand; the values of labels are
// escaped.
class exposition {
public:
  using labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;
  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

  // Each begins a metric. A counter's name ends with _total, a unit stands in the name.
  void counter(std::string_view name, std::string_view help) { begin(name, help, "counter"); }
  void gauge(std::string_view name, std::string_view help) { begin(name, help, "gauge"); }
  void histogram(std::string_view name, std::string_view help) { begin(name, help, "histogram"); }

  // A sample of the metric that was begun last.
  void value(std::uint64_t value, labels with = {});
  void value(double value, labels with = {});
  // Of a histogram of microseconds, in seconds: a bucket for each power of two from 128 µs to 67 s.
  void seconds(const docket::histogram& of, labels with = {});
  // Of a histogram of plain numbers: a bucket for each power of two from 2 to 8,192.
  void numbers(const docket::histogram& of, labels with = {});

  // A metric that has one sample.
  void counter(std::string_view name, std::string_view help, std::uint64_t one);
  void gauge(std::string_view name, std::string_view help, std::uint64_t one);
  void gauge(std::string_view name, std::string_view help, double one);

  [[nodiscard]] std::string take() { return std::move(text_); }

private:
  void begin(std::string_view name, std::string_view help, std::string_view type);
  void sample(std::string_view suffix, labels with, std::string_view bound, std::string_view value);
  void buckets(const docket::histogram& of, labels with, int first_power, int last_power, double per_unit);

  std::string text_;
  std::string name_; // Of the metric that was begun last.
};

} // namespace docket::service
