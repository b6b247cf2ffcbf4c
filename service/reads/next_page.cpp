#include "docket/service/reads/next_page.hpp"

#include "docket/service/routing/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace docket::service {
namespace {

// What a caller sent stands between < and > here: no byte of it may end that.
std::string in_a_link(std::string_view sent) {
  std::string result;
  for (const char c : sent) {
    if (c > ' ' && c < '\x7f' && c != '<' && c != '>' && c != '"')
      result += c;
    else
      fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

} // namespace

std::string next_link(const http_request& question, std::string_view name, std::string_view value) {
  auto target = in_a_link(question.path) + '?';
  for (std::string_view left = question.query; !left.empty();) {
    const auto pair = left.substr(0, left.find('&'));
    left.remove_prefix(std::min(pair.size() + 1, left.size()));
    if (pair.empty() || percent_decoded(pair.substr(0, pair.find('=')), true) == name) continue;
    target += in_a_link(pair) + '&';
  }
  return fmt::format("<{}{}={}>; rel=\"next\"", target, name, percent_encoded(value));
}

http_response with_next(http_response page, const http_request& question, std::string_view name,
                        std::string_view value) {
  if (value.empty()) return page;
  return std::move(page).with("Link", next_link(question, name, value));
}

} // namespace docket::service
