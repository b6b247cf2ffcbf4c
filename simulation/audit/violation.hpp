#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What an audit finds. Audits judge what a run of the engine has left behind; they repair nothing.
namespace docket {

struct violation {
  std::string invariant; // One of invariants().
  std::string what;      // Where, and what is there instead: one line for people.

  friend bool operator==(const violation&, const violation&) = default;
};

// Something that must hold whatever happened on the way. Names are stable: minimised cases are kept by them.
struct invariant {
  std::string_view name;
  std::string_view meaning; // What is wrong when it is violated, in one line.
};

// All of them, in the order in which they are best read: the log first.
[[nodiscard]] std::span<const invariant> invariants() noexcept;

// Violations in the order in which they were found. Where everything is broken the first few of a kind say
// enough: past `kept_of_each` of one invariant further ones are dropped.
class findings {
public:
  static constexpr std::size_t kept_of_each = 20;

  // Throws std::logic_error for a name that invariants() does not have.
  void add(std::string_view invariant, std::string what);

  [[nodiscard]] const std::vector<violation>& all() const noexcept { return found_; }
  [[nodiscard]] std::vector<violation> take() && { return std::move(found_); }

private:
  std::vector<violation> found_;
};

} // namespace docket
