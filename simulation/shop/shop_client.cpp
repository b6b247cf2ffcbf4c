#include "docket/simulation/shop/shop_client.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/command_line.hpp"

#include <stdexcept>
#include <utility>

namespace docket {
namespace {

using std::chrono::milliseconds;

// When nobody has answered for so long, nobody will: the command is sent again.
constexpr milliseconds answer_within{8'000};
constexpr milliseconds rest_first{40};
constexpr std::uint32_t doublings_max = 6;

std::string stream_type_of(const any_command& command) {
  return std::visit(
      overloaded{[](const order_command&) { return "order"; }, [](const stock_command&) { return "stock"; }},
      command);
}

std::string stream_id_of(const any_command& command) {
  return std::visit([](const auto& one) { return std::string{target(one).view()}; }, command);
}

} // namespace

struct shop_client::command {
  any_command what;
  command_options options;
  std::string stream_type, stream_id;
};

shop_client::shop_client(const client_script& script, const client_surroundings& around)
    : script_(script),
      around_(around) {}

shop_client::~shop_client() = default;

void shop_client::begin() { go_on(); }

void shop_client::wait_and(milliseconds how_long, void (shop_client::*what)()) {
  around_.world.calls()->after(how_long, [self = shared_from_this(), what, id = attempt_id_] {
    if (id == self->attempt_id_) ((*self).*what)();
  });
}

void shop_client::go_on() {
  if (done()) return;
  const auto& action = script_.actions[next_];
  auto line = parse_command_line(action.line);
  if (!line) throw std::runtime_error{"a client's line is no command: " + line.error().message};
  auto type = stream_type_of(line->command);
  auto id = stream_id_of(line->command);
  command_ = std::make_unique<command>(
      command{std::move(line->command), std::move(line->options), std::move(type), std::move(id)});
  attempts_ = 0;
  ++attempt_id_;
  wait_and(milliseconds{action.after_ms}, &shop_client::attempt);
}

void shop_client::attempt() {
  if (++attempts_ > script_.patience) {
    around_.met.count("answer", "given_up");
    return finish();
  }
  ++attempt_id_;
  if (!around_.shop.running()) return wait_and(milliseconds{100}, &shop_client::attempt);
  const auto again = attempts_ == 1 ? script_.actions[next_].again : 0;
  for (std::uint32_t copy = 0; copy <= again; ++copy)
    send();
  wait_and(answer_within, &shop_client::attempt);
}

// The first answer to any copy is the one that counts.
void shop_client::send() {
  const auto& c = *command_;
  around_.told.sent(c.stream_type, c.stream_id, c.options.id.view());
  around_.met.count("commands", "sent");
  auto done = [self = shared_from_this(), id = attempt_id_, type = c.stream_type, stream = c.stream_id,
               command = c.options.id, line = script_.actions[next_].line](command_result answer) {
    self->around_.told.answered(type, stream, command.view(), answer, line);
    self->take(id, answer);
  };
  around_.shop.send(c.what, c.options, std::move(done));
}

void shop_client::take(std::uint64_t attempt, const command_result& answer) {
  const bool refused = !answer && answer.error().kind == failure_kind::rejected;
  if (refused)
    around_.met.count("refused", answer.error().refusal->rule);
  else
    around_.met.count("answer", !answer            ? name_of(answer.error().kind)
                                : answer->repeated ? "repeated"
                                                   : "accepted");
  if (attempt != attempt_id_) return;
  if (answer || refused) return finish();
  ++attempt_id_;
  wait_and(rest_first * (1 << std::min(attempts_, doublings_max)), &shop_client::attempt);
}

void shop_client::finish() {
  ++next_;
  ++attempt_id_; // What was to happen if there were no answer does not.
  go_on();
}

} // namespace docket
