#include "docket/persistence/codec/fulfilment_codec.hpp"

#include "docket/persistence/codec/event_table.hpp"
#include "docket/persistence/codec/fulfilment_json.hpp"
#include "docket/persistence/codec/fulfilment_words.hpp"
#include "docket/persistence/codec/shipment_json.hpp"
#include "docket/persistence/codec/sum_json.hpp"

namespace docket {

namespace {

// For events about one step: which one, what only this event says of it, and what follows.
template <class Event>
struct step_form {
  static void write(json_writer& to, const Event& e) {
    write_step(to, e.number, e.kind, e.product);
    event_form<Event>::write_outcome(to, e);
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, Event& e) {
    read_step(from, e.number, e.kind, e.product);
    event_form<Event>::read_outcome(from, e);
    e.agenda = read_agenda(from);
  }
};

// For events that say nothing but what follows from them.
template <class Event>
struct agenda_form {
  static void write(json_writer& to, const Event& e) { write_agenda(to, e.agenda); }

  static void read(json_fields& from, Event& e) { e.agenda = read_agenda(from); }
};

// For events that stop what was under way.
template <class Event>
struct turning_form {
  static void write(json_writer& to, const Event& e) {
    to.string("reason", e.reason.view());
    if (!e.closes.empty()) to.integers("closes", e.closes);
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, Event& e) {
    e.reason = from.string("reason");
    e.closes = from.integers("closes");
    e.agenda = read_agenda(from);
  }
};

} // namespace

template <>
struct event_form<fulfilment_started> {
  static constexpr std::string_view name = "FulfilmentStarted";

  static void write(json_writer& to, const fulfilment_started& e) {
    to.string("process", e.process.view());
    to.string("flow", word_of(fulfilment_words::flows, e.flow));
    write_sum(to, "total", e.total, e.currency);
    to.string_unless_empty("method", e.method.view());
    to.objects("items", e.items, [&](const fulfilment_item& item) {
      to.string("productId", item.product.view());
      to.integer("quantity", item.pieces.pieces());
    });
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, fulfilment_started& e) {
    e.process = from.string("process");
    e.flow = read_word<fulfilment_flow>(from, "flow", fulfilment_words::flows);
    read_sum(from, "total", e.total, e.currency);
    e.method = from.string_or_empty("method");
    from.each("items", [&](json_fields& item) {
      e.items.push_back({item.id<product_id>("productId"), item.pieces("quantity")});
    });
    e.agenda = read_agenda(from);
  }
};

template <>
struct event_form<step_succeeded> : step_form<step_succeeded> {
  static constexpr std::string_view name = "StepSucceeded";

  // What was sent, for the step that the carrier answered.
  static void write_outcome(json_writer& to, const step_succeeded& e) {
    if (e.sent) to.object("sent", [&] { write_dispatch(to, *e.sent); });
  }

  static void read_outcome(json_fields& from, step_succeeded& e) {
    if (auto sent = from.object("sent")) {
      read_dispatch(*sent, e.sent.emplace());
      sent->finish();
    }
  }
};

template <>
struct event_form<step_refused> : step_form<step_refused> {
  static constexpr std::string_view name = "StepRefused";

  static void write_outcome(json_writer& to, const step_refused& e) {
    to.string("rule", e.rule.view());
    to.string("reason", e.reason.view());
  }

  static void read_outcome(json_fields& from, step_refused& e) {
    e.rule = from.string("rule");
    e.reason = from.string("reason");
  }
};

template <>
struct event_form<attempt_failed> : step_form<attempt_failed> {
  static constexpr std::string_view name = "AttemptFailed";

  static void write_outcome(json_writer& to, const attempt_failed& e) {
    to.integer("attempt", std::int64_t{e.attempt});
    to.string("problem", e.problem.view());
    to.time("due", e.due);
  }

  static void read_outcome(json_fields& from, attempt_failed& e) {
    e.attempt = from.integer_32("attempt");
    e.problem = from.string("problem");
    e.due = from.time("due");
  }
};

template <>
struct event_form<step_retried> : step_form<step_retried> {
  static constexpr std::string_view name = "StepRetried";

  static void write_outcome(json_writer& to, const step_retried& e) {
    to.integer("attempt", std::int64_t{e.attempt});
    to.string("cause", e.cause.view());
    to.time("due", e.due);
  }

  static void read_outcome(json_fields& from, step_retried& e) {
    e.attempt = from.integer_32("attempt");
    e.cause = from.string("cause");
    e.due = from.time("due");
  }
};

template <>
struct event_form<compensation_started> : turning_form<compensation_started> {
  static constexpr std::string_view name = "CompensationStarted";
};

template <>
struct event_form<fulfilment_parked> : step_form<fulfilment_parked> {
  static constexpr std::string_view name = "FulfilmentParked";

  static void write_outcome(json_writer& to, const fulfilment_parked& e) {
    to.string("problem", e.problem.view());
  }

  static void read_outcome(json_fields& from, fulfilment_parked& e) { e.problem = from.string("problem"); }
};

template <>
struct event_form<fulfilment_resumed> {
  static constexpr std::string_view name = "FulfilmentResumed";

  static void write(json_writer& to, const fulfilment_resumed& e) {
    to.time("due", e.due);
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, fulfilment_resumed& e) {
    e.due = from.time("due");
    e.agenda = read_agenda(from);
  }
};

template <>
struct event_form<fulfilment_abandoned> : turning_form<fulfilment_abandoned> {
  static constexpr std::string_view name = "FulfilmentAbandoned";
};

template <>
struct event_form<fulfilment_completed> : agenda_form<fulfilment_completed> {
  static constexpr std::string_view name = "FulfilmentCompleted";
};

template <>
struct event_form<fulfilment_compensated> : agenda_form<fulfilment_compensated> {
  static constexpr std::string_view name = "FulfilmentCompensated";
};

event_type codec<fulfilment>::type_of(const fulfilment_event& event) noexcept {
  return event_table<fulfilment_event>::type_of(event);
}

void codec<fulfilment>::encode(const fulfilment_event& event, std::string& json) {
  event_table<fulfilment_event>::encode(event, json);
}

expected<fulfilment_event, codec_error> codec<fulfilment>::decode(std::string_view type, std::int32_t schema,
                                                                  std::string_view json) {
  return event_table<fulfilment_event>::decode(type, schema, json);
}

} // namespace docket
