#pragma once

#include "docket/actors/results.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket {

// One command of one stream, as its sender knows it. Sent again, with the same id, it is the same command.
struct told_command {
  std::string stream_type, stream_id;
  std::string command_id;          // Empty: it has none, and each sending is a command of its own.
  std::optional<receipt> accepted; // The first such answer.
  std::string accepted_line{};     // What had been sent for it; empty: not known.
  std::uint32_t sent = 0;
  std::uint32_t answered = 0;
  std::uint32_t nothing_happened = 0; // Answers that say so.
};

// What clients were told, whatever crashed in between: the half of the truth that the log must live up to.
// One thread at a time.
class told_clients {
public:
  // Before each sending. Without it nothing is concluded from answers that never came.
  void sent(std::string_view stream_type, std::string_view stream_id, std::string_view id);

  // The answer to one of them, and what had been sent, where that is known. That the same command gets the
  // same answer, and another one with its id does not, is checked right away.
  void answered(std::string_view stream_type, std::string_view stream_id, std::string_view id,
                const command_result& answer, std::string_view line = {});

  [[nodiscard]] const std::deque<told_command>& commands() const noexcept { return commands_; }
  [[nodiscard]] const findings& found() const noexcept { return found_; }

private:
  told_command& command(std::string_view stream_type, std::string_view stream_id, std::string_view id);
  void compare(const told_command& command, const receipt& answer);

  std::deque<told_command> commands_; // They stay where they are: the index points to them.
  std::unordered_map<std::string, told_command*> by_name_;
  findings found_;
};

} // namespace docket
