#include "docket/service/page/assets.hpp"

#include <algorithm>

namespace docket::service {

const asset* find_asset(std::string_view path) noexcept {
  const auto all = assets();
  const auto found = std::ranges::lower_bound(all, path, {}, &asset::path);
  return found != all.end() && found->path == path ? &*found : nullptr;
}

} // namespace docket::service
