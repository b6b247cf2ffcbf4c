#pragma once

#include "docket/app/program/errors.hpp"
#include "docket/app/program/invocation.hpp"
#include "docket/domain/expected.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace docket::app {

// A view that has all that its log held when it was asked for, and that log.
struct view_to_ask {
  std::unique_ptr<log_reader> log;
  std::unique_ptr<view_reader> view;
};

// Catches the view up when nobody else writes views of this database. When another process does, waits at
// most so long for its view to have what the log has now. Throws command_failed when it does not get there,
// store_error.
[[nodiscard]] view_to_ask open_view(const invocation& call, std::string_view view,
                                    std::chrono::seconds within);

// "There is no such thing (its_rule)".
[[nodiscard]] std::string refusal_text(query_refusal refusal);

// The answer, or its refusal as what the program ends with.
template <class Answer>
[[nodiscard]] Answer answered(expected<Answer, query_refusal> answer) {
  if (!answer) throw command_failed{refusal_text(answer.error())};
  return *std::move(answer);
}

} // namespace docket::app
