#include "docket/persistence/codec/fulfilment_codec.hpp"

#include "docket/persistence/codec/event_table.hpp"
#include "docket/persistence/codec/fulfilment_json.hpp"
#include "docket/persistence/codec/fulfilment_words.hpp"
#include "docket/persistence/codec/state_fields.hpp"

namespace docket {

namespace {

// Most events are about one step.
template <class Event>
void write_step_of(json_writer& to, const Event& e) {
  write_step(to, e.number, e.kind, e.product);
}

template <class Event>
void read_step_of(json_fields& from, Event& e) {
  read_step(from, e.number, e.kind, e.product);
}

// What was sent, for the step that the carrier answered.

void write_parcel(json_writer& to, const parcel& sent) {
  to.key("sent");
  to.begin_object();
  to.string("carrier", sent.carrier.view());
  to.string("trackingNumber", sent.tracking_number.view());
  if (sent.estimated_delivery) to.time("estimatedDelivery", *sent.estimated_delivery);
  to.end_object();
}

std::optional<parcel> read_parcel(json_fields& from) {
  auto fields = from.object("sent");
  if (!fields) return std::nullopt;
  parcel sent{fields->string("carrier"), fields->string("trackingNumber"),
              fields->optional_time("estimatedDelivery")};
  fields->finish();
  return sent;
}

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
    to.money("total", e.total, e.currency);
    to.string("currency", e.currency.code());
    to.string_unless_empty("method", e.method.view());
    write_array(to, "items", e.items, [&](const fulfilment_item& item) {
      to.string("productId", item.product.view());
      to.integer("quantity", item.pieces.pieces());
    });
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, fulfilment_started& e) {
    e.process = from.string("process");
    e.flow = read_word<fulfilment_flow>(from, "flow", fulfilment_words::flows);
    e.currency = from.currency("currency");
    e.total = from.written_money("total", e.currency);
    e.method = from.string_or_empty("method");
    from.each("items", [&](json_fields& item) {
      e.items.push_back({item.id<product_id>("productId"), item.pieces("quantity")});
    });
    e.agenda = read_agenda(from);
  }
};

template <>
struct event_form<step_succeeded> {
  static constexpr std::string_view name = "StepSucceeded";

  static void write(json_writer& to, const step_succeeded& e) {
    write_step_of(to, e);
    if (e.sent) write_parcel(to, *e.sent);
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, step_succeeded& e) {
    read_step_of(from, e);
    e.sent = read_parcel(from);
    e.agenda = read_agenda(from);
  }
};

template <>
struct event_form<step_refused> {
  static constexpr std::string_view name = "StepRefused";

  static void write(json_writer& to, const step_refused& e) {
    write_step_of(to, e);
    to.string("rule", e.rule.view());
    to.string("reason", e.reason.view());
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, step_refused& e) {
    read_step_of(from, e);
    e.rule = from.string("rule");
    e.reason = from.string("reason");
    e.agenda = read_agenda(from);
  }
};

template <>
struct event_form<attempt_failed> {
  static constexpr std::string_view name = "AttemptFailed";

  static void write(json_writer& to, const attempt_failed& e) {
    write_step_of(to, e);
    to.integer("attempt", std::int64_t{e.attempt});
    to.string("problem", e.problem.view());
    to.time("due", e.due);
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, attempt_failed& e) {
    read_step_of(from, e);
    e.attempt = from.integer_32("attempt");
    e.problem = from.string("problem");
    e.due = from.time("due");
    e.agenda = read_agenda(from);
  }
};

template <>
struct event_form<step_retried> {
  static constexpr std::string_view name = "StepRetried";

  static void write(json_writer& to, const step_retried& e) {
    write_step_of(to, e);
    to.integer("attempt", std::int64_t{e.attempt});
    to.string("cause", e.cause.view());
    to.time("due", e.due);
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, step_retried& e) {
    read_step_of(from, e);
    e.attempt = from.integer_32("attempt");
    e.cause = from.string("cause");
    e.due = from.time("due");
    e.agenda = read_agenda(from);
  }
};

template <>
struct event_form<compensation_started> : turning_form<compensation_started> {
  static constexpr std::string_view name = "CompensationStarted";
};

template <>
struct event_form<fulfilment_parked> {
  static constexpr std::string_view name = "FulfilmentParked";

  static void write(json_writer& to, const fulfilment_parked& e) {
    write_step_of(to, e);
    to.string("problem", e.problem.view());
    write_agenda(to, e.agenda);
  }

  static void read(json_fields& from, fulfilment_parked& e) {
    read_step_of(from, e);
    e.problem = from.string("problem");
    e.agenda = read_agenda(from);
  }
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
