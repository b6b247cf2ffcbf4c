#include "docket/simulation/shop/lie_watch.hpp"

#include <algorithm>
#include <string_view>

namespace docket {
namespace {

// What `docket verify` and `docket projections verify` say in words of their own.
constexpr std::string_view verified[] = {"position_gap", "version_gap", "chain_broken", "unreadable_event",
                                         "view_incomplete"};

} // namespace

void lie_watch::compare(const log_head& known, const std::optional<commit_record>& kept) noexcept {
  if (may_have_lost_ && (!kept || kept->hash != known.hash)) found_out_ = true;
}

void lie_watch::hear(const store_error& error) noexcept {
  if (may_have_lost_ && (error.code() == store_errc::corrupt || error.code() == store_errc::not_a_database))
    found_out_ = true;
}

void lie_watch::hear(std::span<const projection_status> views) noexcept {
  if (may_have_lost_ && std::ranges::any_of(views, [](const auto& view) {
        return view.last_error.has_value() || view.dead_letters.parked > 0;
      }))
    found_out_ = true;
}

void lie_watch::hear(std::span<const violation> audited) noexcept {
  if (may_have_lost_ && std::ranges::any_of(audited, [](const violation& one) {
        return std::ranges::find(verified, one.invariant) != std::end(verified);
      }))
    found_out_ = true;
}

} // namespace docket
