#include "docket/domain/fulfilment/verdicts.hpp"

#include "fulfilment/moments.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

// docs/fulfilment.md has tables that the code writes: who changes the code finds here what to paste there.
using namespace docket;
using namespace docket::testing::fulfilments;

namespace {

constexpr std::array phases{"running", "compensating", "parked", "completed", "compensated", "abandoned"};

// The page between `<!-- name -->` and the next comment.
std::string table_of_page(const std::string& name) {
  std::ifstream file{DOCKET_SOURCE_DIR "/docs/fulfilment.md"};
  REQUIRE(file);
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  const auto mark = "<!-- " + name + " -->\n";
  const auto from = page.find(mark);
  REQUIRE(from != std::string::npos);
  const auto begin = from + mark.size();
  return page.substr(begin, page.find("<!--", begin) - begin);
}

void check_table(const std::string& name, const std::string& written_by_code) {
  const bool same = table_of_page(name) == written_by_code + "\n";
  if (!same) std::cout << "<!-- " << name << " -->\n" << written_by_code; // As it is to be pasted.
  INFO("The table \"" << name << "\" of docs/fulfilment.md must be as printed above.");
  CHECK(same);
}

bool is_refused(const std::string& answer) { return answer.starts_with("not: "); }
std::string rule_in(const std::string& answer) { return "`" + answer.substr(5) + "`"; }

std::string moments_table() {
  std::ostringstream table;
  table << "| moment | told | what it does |\n| --- | --- | --- |\n";
  for (const auto& [name, at] : all_moments())
    for (const auto& news : everything_told(at)) {
      auto t = at;
      const auto answer = news.tell(t);
      if (!is_refused(answer)) table << "| " << name << " | " << news.name << " | " << answer << " |\n";
    }
  return table.str();
}

std::string phases_table() {
  std::map<std::string, std::map<std::string, std::set<std::string>>> cells;
  std::vector<std::string> rows;
  for (const auto& [name, at] : all_moments())
    for (const auto& news : everything_told(at)) {
      const auto row = news.name.ends_with("` done") ? "a step was done" : news.name;
      if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
      auto t = at;
      const auto answer = news.tell(t);
      cells[row][std::string{at.phase()}].insert(is_refused(answer) ? rule_in(answer) : "✓");
    }
  std::ostringstream table;
  table << "| told | "
        << "running | compensating | parked | completed | compensated | abandoned |\n"
        << "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const auto& row : rows) {
    table << "| " << row << " |";
    for (const auto* phase : phases) {
      const auto& cell = cells[row][phase];
      std::string words;
      for (auto answer = cell.rbegin(); answer != cell.rend(); ++answer)
        words += (words.empty() ? " " : " or ") + *answer;
      table << (words.empty() ? " –" : words) << " |";
    }
    table << '\n';
  }
  return table.str();
}

std::string_view meaning_of(verdict means) {
  switch (means) {
  case verdict::as_good_as_done: return "done";
  case verdict::heard_before: return "believed";
  case verdict::undo: return "undone";
  case verdict::too_late: return "too late";
  case verdict::ask_people: break;
  }
  return "parked";
}

std::string refusals_table() {
  std::ostringstream table;
  table << "| step | rule | what it means |\n| --- | --- | --- |\n";
  for (const auto& foreseen : foreseen_refusals())
    table << "| `" << step_name(foreseen.kind) << "` | `" << foreseen.rule << "` | "
          << meaning_of(foreseen.means) << " |\n";
  return table.str();
}

// Which of the time limits, told apart by their lengths, ends the waiting for a step.
std::string give_up_of(const open_step& step, timestamp opened) {
  if (!step.give_up_at) return "–";
  const auto wait = milliseconds{(step.give_up_at->microseconds - opened.microseconds) / 1'000};
  const fulfilment_policy usual;
  if (wait <= usual.payment_within) return "`payment_within`";
  return wait == usual.dispatch_within ? "`dispatch_within`" : "`delivery_within`";
}

struct step_facts {
  std::string asks, gives_up;
};

std::string first_word(const std::string& words) { return words.substr(0, words.find(' ')); }

std::map<step_kind, step_facts> facts_of_steps() {
  std::map<step_kind, step_facts> known;
  for (auto& [name, at] : all_moments())
    for (const auto& step : at.content().open) {
      std::vector<fulfilment_request> asked;
      const step_retried again{step.number, step.kind, step.product, step.attempt, "no_answer", step.due, {}};
      requests_of(order_1, again, at.state(), asked);
      known[step.kind] = {first_word(in_words(asked)), give_up_of(step, step.opened_at)};
    }
  return known;
}

} // namespace

TEST_CASE("docs/fulfilment.md has what a fulfilment does at every moment with everything it is told",
          "[documented]") {
  check_table("moments", moments_table());
}

TEST_CASE("docs/fulfilment.md has what each phase makes of everything it is told", "[documented]") {
  check_table("phases", phases_table());
}

TEST_CASE("docs/fulfilment.md has what each foreseen refusal means", "[documented]") {
  check_table("refusals", refusals_table());
  for (const auto& foreseen : foreseen_refusals())
    CHECK(verdict_on(foreseen.kind, foreseen.rule) == foreseen.means);
  CHECK(verdict_on(step_kind::capture_payment, "a rule of tomorrow") == verdict::ask_people);
}

TEST_CASE("docs/fulfilment.md says of every step what it asks and when it is given up", "[documented]") {
  const auto table = table_of_page("steps");
  const auto known = facts_of_steps();
  CHECK(known.size() == 16); // Every kind of step is open at some moment.
  for (const auto& [kind, facts] : known) {
    const auto begin = "\n| `" + std::string{step_name(kind)} + "` | ";
    const auto at = table.find(begin);
    INFO(step_name(kind) << " asks " << facts.asks << ", given up after " << facts.gives_up);
    REQUIRE(at != std::string::npos);
    const auto row = table.substr(at + 1, table.find('\n', at + 1) - at - 1);
    CHECK(row.find("| `" + facts.asks + "` |") != std::string::npos);
    CHECK(row.ends_with("| " + facts.gives_up + " |"));
  }
}

TEST_CASE("whatever a fulfilment is told at any moment, it is never left without an end in sight") {
  for (const auto& [name, at] : all_moments())
    for (const auto& news : everything_told(at)) {
      auto t = at;
      INFO(name << ", told: " << news.name << ": " << news.tell(t));
      const bool waits = t.phase() == "running" || t.phase() == "compensating";
      CHECK(waits == (t.content().alarm != earliest_time && t.content().alarm != latest_time));
      if (t.phase() == "parked") CHECK(t.retried().starts_with("resumed"));
    }
}
