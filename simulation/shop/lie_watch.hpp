#pragma once

#include "docket/actors/projections.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/store/store_error.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <optional>
#include <span>

namespace docket {

// A disk that lies about syncs loses what it promised when the power goes, and may damage any file. No store
// can prevent that; it must be found out, by what an operator has: the head that he knew (`verify
// --expect-head`), a file that is refused when it is opened or read, `verify`, a view that says that it
// fails or that it has dead letters, `projections verify`. Before the disk has lied and lost its power
// nothing is put down to it.
class lie_watch {
public:
  void power_went(bool disk_had_lied) noexcept { may_have_lost_ = may_have_lost_ || disk_had_lied; }

  // Whether there may be something to find out by now.
  [[nodiscard]] bool may_have_lost() const noexcept { return may_have_lost_; }

  void compare(const log_head& known, const std::optional<commit_record>& kept) noexcept;
  void hear(const store_error& error) noexcept;
  void hear(std::span<const projection_status> views) noexcept;
  void hear(std::span<const violation> audited) noexcept;

  [[nodiscard]] bool found_out() const noexcept { return found_out_; }

private:
  bool may_have_lost_ = false;
  bool found_out_ = false;
};

} // namespace docket
