#pragma once

#include "docket/actors/tracing/tracer.hpp"
#include "docket/persistence/views/projection.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace docket {

// A projection that knows which of the events that it applied belong to traces. Whoever keeps the view has it
// tell their spans, one for each command that had events in a batch, once the batch is committed. It tells of
// nothing while nobody begins a batch, as a rebuild does not: that everything is applied once more is no part
// of what a command caused.
class traced_projection final : public projection {
public:
  // The tracer outlives it.
  traced_projection(std::unique_ptr<projection> kept, const tracer& spans);

  // Events after that position are told of, until tell_of(). Nothing of earlier batches is.
  void begin_batch(position told_after);
  // The batch that began is committed up to there.
  void tell_of(position reached);

  [[nodiscard]] std::string_view name() const noexcept override { return kept_->name(); }
  [[nodiscard]] std::int32_t version() const noexcept override { return kept_->version(); }
  [[nodiscard]] const log_filter& interest() const noexcept override { return kept_->interest(); }
  void create_tables(view_tables& tables) override { kept_->create_tables(tables); }
  void apply(const event_view& event, view_tables& tables) override;
  void flush(view_tables& tables) override { kept_->flush(tables); }
  void forget() noexcept override { kept_->forget(); }

private:
  // The events of one command, so far.
  struct applied {
    trace_context below;
    position first{}, last{};
    std::int64_t events = 0;
  };

  void note(const event_view& event);

  std::unique_ptr<projection> kept_;
  const tracer& spans_;
  bool telling_ = false;
  position told_after_{};
  std::chrono::steady_clock::time_point began_{};
  std::vector<applied> applied_; // By position.
};

// Makes such ones.
[[nodiscard]] projection_factory traced_projections(projection_factory make, const tracer& spans);

} // namespace docket
