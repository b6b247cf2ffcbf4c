#pragma once

#include "docket/persistence/views/fulfilments/board_phases.hpp"
#include "docket/persistence/views/history/status_history.hpp"
#include "docket/persistence/views/projection.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket {

// Which fulfilment is in which phase since when, and how many are in each: now and at any moment.
class fulfilment_board_projection final : public projection {
public:
  static constexpr std::string_view view_name = "fulfilment_board";

  [[nodiscard]] std::string_view name() const noexcept override { return view_name; }
  [[nodiscard]] std::int32_t version() const noexcept override { return 1; }
  [[nodiscard]] const log_filter& interest() const noexcept override;

  void create_tables(view_tables& tables) override;
  void apply(const event_view& event, view_tables& tables) override;
  void flush(view_tables& tables) override;
  void forget() noexcept override;

private:
  struct card {
    board::outline is;
    span_end since; // When it came into its phase.
    bool changed = false;
  };

  [[nodiscard]] card& find(std::int64_t key, view_tables& tables);
  void move(card& c, const board::outline& to, const event_view& event, view_tables& tables);
  static void write(std::int64_t key, const card& c, view_tables& tables);

  std::unordered_map<std::int64_t, card> cards_; // By stream key.
  status_history history_{board::phases.size()};
};

[[nodiscard]] std::unique_ptr<projection> make_fulfilment_board();

} // namespace docket
