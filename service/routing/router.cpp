#include "docket/service/routing/router.hpp"

#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <utility>

namespace docket::service {
namespace {

constexpr std::string_view api_prefix = "/api";

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  path.remove_prefix(1);
  while (true) {
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == path.npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

bool is_variable(std::string_view part) { return part.starts_with('{'); }

// The more of a pattern is written out, the sooner it is meant: /orders/customer/{c} before /orders/{o}/{x}.
bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  if (pattern.size() != path.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_variable(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
  }
  return true;
}

bool is_more_exact(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (is_variable(a[i]) != is_variable(b[i])) return !is_variable(a[i]);
  return false;
}

} // namespace

struct router::match {
  const route* found = nullptr;
  const std::vector<std::string_view>* pattern = nullptr;
  std::vector<std::string_view> path;
};

router::router(routes all, doorkeeper door, witness seen)
    : all_(std::move(all)),
      door_(std::move(door)),
      seen_(std::move(seen)) {
  std::set<std::pair<std::string_view, std::string_view>> known;
  for (const auto& one : all_) {
    if (!known.emplace(name_of(one.method), one.pattern).second)
      throw std::logic_error{fmt::format("two routes are {} {}", name_of(one.method), one.pattern)};
    parts_.push_back(parts_of(one.pattern));
  }
}

router::match router::find(const http_request& request, std::string_view path) const {
  match best;
  best.path = parts_of(path);
  const auto method = request.method == http_method::head ? http_method::get : request.method;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (all_[i].method != method || !fits(parts_[i], best.path)) continue;
    if (best.found && !is_more_exact(parts_[i], *best.pattern)) continue;
    best.found = &all_[i];
    best.pattern = &parts_[i];
  }
  return best;
}

std::set<std::string_view> router::methods_of(const std::vector<std::string_view>& path) const {
  std::set<std::string_view> methods;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (!fits(parts_[i], path)) continue;
    methods.insert(name_of(all_[i].method));
    if (all_[i].method == http_method::get) methods.insert(name_of(http_method::head));
  }
  return methods;
}

namespace {

http_response no_route(const http_request& request, const std::set<std::string_view>& methods) {
  if (methods.empty())
    return problem(404, "no_such_path", fmt::format("There is nothing at {}.", request.path));
  const auto allowed = fmt::format("{}, OPTIONS", fmt::join(methods, ", "));
  if (request.method == http_method::options) return http_response{200, {{"Allow", allowed}}, {}};
  return problem(405, "method_not_allowed",
                 fmt::format("{} cannot be asked of {}.", name_of(request.method), request.path))
      .with("Allow", allowed);
}

http_response role_needed(role which) {
  return problem(403, "role_needed", fmt::format("This needs the role {}.", name_of(which)),
                 {.facts = {{"role", std::string{name_of(which)}}}});
}

// Nothing that is served is to be taken for something else by a browser.
http_request without_fields(const http_request& of) {
  return {of.method, of.path, of.query, {}, {}, of.peer};
}

void add_security_headers(http_response& response) { response.with("X-Content-Type-Options", "nosniff"); }

} // namespace

void router::serve(http_request&& request, answer&& to) const {
  const auto began = std::chrono::steady_clock::now();
  std::string_view path = request.path, prefix;
  if (path.starts_with(api_prefix) && (path.size() == api_prefix.size() || path[api_prefix.size()] == '/')) {
    path.remove_prefix(api_prefix.size());
    if (path.empty()) path = "/";
    prefix = api_prefix;
  }
  const auto found = find(request, path);
  const auto* const at = found.found;

  const auto who = door_(request);
  const auto known = who ? *who : caller{};
  to.through([this, began, asked = without_fields(request), known,
              operation = at ? at->operation : std::string_view{}](http_response& response) {
    add_security_headers(response);
    seen_({asked, operation, known, response, std::chrono::steady_clock::now() - began});
  });

  if (!at) return to.send(no_route(request, methods_of(found.path)));
  if (at->needs) {
    if (!who) return to.send(who.error());
    if (!who->roles.has(*at->needs)) return to.send(role_needed(*at->needs));
  }
  visit here{{}, {}, parameters{request.query}, known, prefix};
  for (std::size_t i = 0; i < found.path.size(); ++i) {
    if (!is_variable((*found.pattern)[i])) continue;
    auto decoded = percent_decoded(found.path[i]);
    if (!decoded)
      return to.send(problem(400, "bad_path", "The path is not percent-encoded UTF-8 without NUL."));
    here.path.push_back(std::move(*decoded));
  }
  here.request = std::move(request);
  at->handle(std::move(here), std::move(to));
}

} // namespace docket::service
