#pragma once

#include "docket/simulation/audit/audited_log.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace docket {

// One fulfilment as an auditor follows it from its events: in which phase it is, which of its steps are open,
// and when it wants to be woken. Knows nothing of the plan: which steps are right is not for it to say.
class followed_fulfilment {
public:
  enum class phase : std::uint8_t { none, running, compensating, completed, compensated };

  struct open_step {
    std::int64_t attempt = 1;
    timestamp due;
    std::optional<timestamp> give_up_at;
  };

  // Finds `illegal_step` and `refusal_not_foreseen`.
  void take(const audited_event& event, findings& found);

  [[nodiscard]] phase now() const noexcept { return phase_; }
  [[nodiscard]] bool has_ended() const noexcept {
    return phase_ == phase::completed || phase_ == phase::compensated;
  }
  [[nodiscard]] bool is_parked() const noexcept { return parked_on_ != 0; }
  [[nodiscard]] bool was_abandoned() const noexcept { return abandoned_; } // By people, ever.

  // As its events last said; nothing: never again.
  [[nodiscard]] std::optional<timestamp> alarm() const noexcept { return alarm_; }
  // When the first of its open steps is due or to be given up.
  [[nodiscard]] std::optional<timestamp> next_due() const noexcept;
  // Its first event; null before.
  [[nodiscard]] const audited_event* beginning() const noexcept { return beginning_; }
  // The prefix of the keys by which it asks others.
  [[nodiscard]] std::string_view process() const noexcept;

private:
  using effect = void (followed_fulfilment::*)(const audited_event&, findings&);
  static effect effect_of(std::string_view event);

  void start(const audited_event& event, findings& found);
  void answer(const audited_event& event, findings& found);
  void fail_attempt(const audited_event& event, findings& found);
  void retry(const audited_event& event, findings& found);
  void compensate(const audited_event& event, findings& found);
  void park(const audited_event& event, findings& found);
  void resume(const audited_event& event, findings& found);
  void abandon(const audited_event& event, findings& found);
  void complete(const audited_event& event, findings& found);
  void end_compensated(const audited_event& event, findings& found);

  void follow(const audited_event& event, findings& found);
  void close_stated(const audited_event& event, findings& found);
  open_step* asked(const audited_event& event, findings& found);
  void require(bool holds, const audited_event& event, std::string_view otherwise, findings& found) const;
  [[nodiscard]] bool is_active() const noexcept {
    return phase_ == phase::running || phase_ == phase::compensating;
  }

  phase phase_ = phase::none;
  std::int64_t parked_on_ = 0;
  bool abandoned_ = false;
  std::map<std::int64_t, open_step> open_; // By number.
  std::int64_t opened_ = 0;
  std::optional<timestamp> alarm_;
  const audited_event* beginning_ = nullptr;
};

} // namespace docket
