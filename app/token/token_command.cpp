#include "docket/app/commands.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/system_time.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/domain/ids.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/service/access/token_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <vector>

namespace docket::app {
namespace {

using namespace service;

struct token_options {
  std::string name;
  std::vector<std::string> roles;
  std::string expires;
  bool json = false;
};

constexpr auto footer =
    R"(While there is no token, a service on this machine is open to everybody on it. Roles: read asks, command sends
commands, operate looks after the service; one does not include another.

Examples:
  docket token create shop --role read --role command > shop.token
  docket token create report --role read --expires 2027-01-01T00:00:00Z
  docket token list
  docket token revoke report)";

role_set roles_of(const token_options& options) {
  role_set roles;
  for (const auto& word : options.roles) {
    const auto which = parse_role(word);
    if (!which) throw usage_error{fmt::format("there is no role {}; say read, command or operate", word)};
    roles.add(*which);
  }
  return roles;
}

std::optional<timestamp> expiry_of(const token_options& options, timestamp now) {
  if (options.expires.empty()) return std::nullopt;
  const auto time = parse_timestamp(options.expires);
  if (!time) throw usage_error{fmt::format("--expires {}: {}", options.expires, time.error().message)};
  if (*time <= now) throw usage_error{fmt::format("--expires {} has passed", options.expires)};
  return *time;
}

void write_fields(json_writer& to, const token_entry& token) {
  to.string("name", token.name);
  to.key("roles");
  to.begin_array();
  for (const auto which : {role::read, role::command, role::operate})
    if (token.roles.has(which)) to.string(service::name_of(which));
  to.end_array();
  to.time("createdAt", token.created_at);
  if (token.expires_at) to.time("expiresAt", *token.expires_at);
}

std::string created_json(const token_entry& token, const std::string& secret) {
  return json_text([&](json_writer& to) {
    to.begin_object();
    write_fields(to, token);
    to.string("token", secret);
    to.end_object();
  });
}

exit_status run_create(invocation& call, const token_options& options) {
  if (!is_valid_id(options.name)) throw usage_error{invalid_id("the token's name", options.name).message};
  const auto now = system_time();
  const auto secret = make_token();
  const token_entry made{options.name, roles_of(options), now, expiry_of(options, now),
                         hash_of_token(secret)};
  change_token_file(token_file_of(call.database_or_default()), [&](std::vector<token_entry>& tokens) {
    if (std::ranges::count(tokens, made.name, &token_entry::name) > 0)
      throw command_failed{
          fmt::format("there is a token {} already; docket token revoke {} first", made.name, made.name)};
    tokens.push_back(made);
  });
  call.out.write((options.json ? created_json(made, secret) : secret) + "\n");
  return exit_status::well;
}

std::vector<token_entry> tokens_of(const invocation& call) {
  return read_token_file(token_file_of(call.database_or_default())).value_or(std::vector<token_entry>{});
}

std::string tokens_json(const std::vector<token_entry>& tokens) {
  return json_text([&](json_writer& to) {
    to.begin_object();
    to.objects("tokens", tokens, [&](const token_entry& token) { write_fields(to, token); });
    to.end_object();
  });
}

std::string tokens_text(const std::vector<token_entry>& tokens, timestamp now) {
  if (tokens.empty()) return "There are no tokens\n";
  table rows{{side::left, side::left, side::left, side::left}};
  rows.add({"Name", "Roles", "Created", "Expires"});
  for (const auto& token : tokens) {
    const auto expires = token.expires_at ? format_timestamp(*token.expires_at) : "never";
    rows.add({token.name, role_words(token.roles), format_timestamp(token.created_at),
              token.expired(now) ? expires + ", has expired" : expires});
  }
  return rows.text();
}

exit_status run_list(invocation& call, const token_options& options) {
  const auto tokens = tokens_of(call);
  call.out.write(options.json ? tokens_json(tokens) + "\n" : tokens_text(tokens, system_time()));
  return exit_status::well;
}

exit_status run_revoke(invocation& call, const token_options& options) {
  std::size_t left = 0;
  const auto file = token_file_of(call.database_or_default());
  if (!read_token_file(file))
    throw command_failed{fmt::format("there are no tokens: {} is not there", file.string())};
  change_token_file(file, [&](std::vector<token_entry>& tokens) {
    if (std::erase_if(tokens, [&](const token_entry& token) { return token.name == options.name; }) == 0)
      throw command_failed{
          fmt::format("there is no token {}; docket token list shows those that there are", options.name)};
    left = tokens.size();
  });
  call.out.write(
      fmt::format("The token {} is revoked{}\n", options.name,
                  left == 0 ? "; none is left, so on this machine everybody may do everything" : ""));
  return exit_status::well;
}

} // namespace

void add_token_command(CLI::App& program, invocation& call) {
  auto* tokens = program.add_subcommand("token", "Say who may ask a service: make, list and revoke tokens");
  tokens->require_subcommand(1);
  add_database_option(*tokens, call);
  const auto options = std::make_shared<token_options>();

  auto* create = tokens->add_subcommand("create", "Make a token, and print it this once");
  create->add_option("NAME", options->name, "Whose it is; stands in the records of the service")->required();
  create->add_option("--role", options->roles, "read, command or operate; may stand more than once")
      ->type_name("ROLE")
      ->allow_extra_args(false)
      ->required();
  create->add_option("--expires", options->expires, "When it is of no use any more; never unless stated")
      ->type_name("TIME");
  auto* list = tokens->add_subcommand("list", "List them, without what they are");
  auto* revoke = tokens->add_subcommand("revoke", "Make one of no use, within a second");
  revoke->add_option("NAME", options->name, "Whose it is")->required();

  for (auto* command : {create, list})
    command->add_flag("--json", options->json, "Print one JSON object");
  for (auto* command : {create, list, revoke})
    add_database_option(*command, call);
  when_chosen(*create, call, options, run_create);
  when_chosen(*list, call, options, run_list);
  when_chosen(*revoke, call, options, run_revoke);
  tokens->footer(footer); // Last: subcommands would inherit it.
}

} // namespace docket::app
