#include "docket/persistence/codec/fulfilment_json.hpp"

namespace docket {

void write_optional_product(json_writer& to, const product_id& product) {
  to.string_unless_empty("productId", product.view());
}

void write_step(json_writer& to, std::int32_t number, step_kind kind, const product_id& product) {
  to.integer("number", std::int64_t{number});
  to.string("step", step_name(kind));
  write_optional_product(to, product);
}

step_kind read_step_kind(json_fields& from) {
  const auto kind = step_of(from.string("step"));
  if (!kind) from.refuse("step", "unknown_step", "is no step that is known.");
  return kind.value_or(step_kind{});
}

void read_step(json_fields& from, std::int32_t& number, step_kind& kind, product_id& product) {
  number = from.integer_32("number");
  kind = read_step_kind(from);
  product = from.id_or_empty<product_id>("productId");
}

void write_agenda(json_writer& to, const agenda& what) {
  if (!what.opens.empty()) {
    to.objects("opens", what.opens, [&](const step_opening& step) {
      write_step(to, step.number, step.kind, step.product);
      to.time("due", step.due);
      if (step.give_up_at) to.time("giveUpAt", *step.give_up_at);
    });
  }
  if (what.alarm) to.time("alarm", *what.alarm);
}

agenda read_agenda(json_fields& from) {
  agenda result;
  from.each("opens", [&](json_fields& element) {
    auto& step = result.opens.emplace_back();
    read_step(element, step.number, step.kind, step.product);
    step.due = element.time("due");
    step.give_up_at = element.optional_time("giveUpAt");
  });
  result.alarm = from.optional_time("alarm");
  return result;
}

} // namespace docket
