#include "docket/service/watch/exposition.hpp"

#include <fmt/format.h>

#include <iterator>

namespace docket::service {
namespace {

void append_escaped(std::string& to, std::string_view label) {
  for (const char c : label) {
    if (c == '\\' || c == '"') to += '\\';
    if (c == '\n')
      to += "\\n";
    else
      to += c;
  }
}

// The shortest text that reads back as the same number.
std::string number(double value) { return fmt::format("{}", value); }

} // namespace

void exposition::begin(std::string_view name, std::string_view help, std::string_view type) {
  name_ = name;
  fmt::format_to(std::back_inserter(text_), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void exposition::sample(std::string_view suffix, labels with, std::string_view bound,
                        std::string_view value) {
  text_ += name_;
  text_ += suffix;
  char separator = '{';
  const auto label = [&](std::string_view name, std::string_view is) {
    text_ += separator;
    text_ += name;
    text_ += "=\"";
    append_escaped(text_, is);
    text_ += '"';
    separator = ',';
  };
  for (const auto& [name, is] : with)
    label(name, is);
  if (!bound.empty()) label("le", bound);
  if (separator == ',') text_ += '}';
  text_ += ' ';
  text_ += value;
  text_ += '\n';
}

void exposition::value(std::uint64_t value, labels with) { sample({}, with, {}, std::to_string(value)); }
void exposition::value(double value, labels with) { sample({}, with, {}, number(value)); }

// The records are whole numbers, so that "at most 127" is "less than 128".
void exposition::buckets(const docket::histogram& of, labels with, int first_power, int last_power,
                         double per_unit) {
  for (int power = first_power; power <= last_power; ++power) {
    const auto bound = (std::int64_t{1} << power) - 1;
    sample("_bucket", with, number(static_cast<double>(bound) / per_unit),
           std::to_string(of.count_up_to(bound)));
  }
  sample("_bucket", with, "+Inf", std::to_string(of.count()));
  sample("_sum", with, {}, number(static_cast<double>(of.sum_us()) / per_unit));
  sample("_count", with, {}, std::to_string(of.count()));
}

void exposition::seconds(const docket::histogram& of, labels with) { buckets(of, with, 7, 26, 1e6); }
void exposition::numbers(const docket::histogram& of, labels with) { buckets(of, with, 1, 13, 1); }

void exposition::counter(std::string_view name, std::string_view help, std::uint64_t one) {
  counter(name, help);
  value(one);
}
void exposition::gauge(std::string_view name, std::string_view help, std::uint64_t one) {
  gauge(name, help);
  value(one);
}
void exposition::gauge(std::string_view name, std::string_view help, double one) {
  gauge(name, help);
  value(one);
}

} // namespace docket::service
