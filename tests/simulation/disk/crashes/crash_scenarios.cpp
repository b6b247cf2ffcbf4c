#include "crash_scenarios.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>

namespace docket::testing {
namespace {

using world = crash_world;

append order(int number, int events = 1) {
  return sample_append(fmt::format("order-{}", number), expected_version::any(), events);
}

append heavy(int number, int events, std::size_t bytes) {
  auto a = order(number, events);
  for (auto& event : a.events)
    event.data = fmt::format(R"({{"note":"{}"}})", std::string(bytes, 'n'));
  return a;
}

append of_type(std::string_view stream_type, std::string_view event_type, const char* id) {
  auto a = sample_append(id, expected_version::no_stream());
  a.stream.type = stream_type;
  a.events[0].type = event_type;
  return a;
}

append due(int number, std::int64_t seconds) {
  auto a = order(number);
  a.deadline = deadline_change::set(seconds_after_noon(seconds));
  return a;
}

append without_deadline(int number) {
  auto a = order(number);
  a.deadline = deadline_change::clear();
  return a;
}

append command(const char* id, int number) {
  auto a = order(number, 2);
  a.commands[0].command_id = id;
  return a;
}

docket::snapshot state(std::uint32_t at) { return {version{at}, 1, fmt::format(R"({{"at":{}}})", at)}; }

void nothing(world&) {}
void opened(world& w) { w.open(); }

void some_commits(world& w) {
  w.open();
  for (int i = 1; i <= 3; ++i)
    w.commit({order(i, 2), order(1)});
}

void closed_with_some(world& w) {
  some_commits(w);
  w.close();
}

void cut_off(world& w) {
  some_commits(w);
  w.disk().power_cut(power_damage::nothing_kept, 1);
  w.close();
  w.disk().restart();
}

void long_log(world& w) {
  w.open();
  for (int i = 0; i < 12; ++i) {
    w.commit({heavy(i, 6, 900)});
    w.maintain();
  }
}

void old_format(world& w) {
  std::ifstream file{DOCKET_SOURCE_DIR "/tests/golden/databases/before-shipping-fee.db", std::ios::binary};
  w.disk().put(w.path(), {std::istreambuf_iterator<char>{file}, {}});
  w.adopt();
}

void first_commit(world& w) {
  w.open();
  w.commit({order(1)});
}

void several_streams(world& w) {
  w.commit({order(1, 3), order(2), order(3, 2)});
  w.commit({order(2), order(4), order(1)});
  w.commit({order(5, 5)});
}

void conflicts(world& w) {
  w.commit({sample_append("order-1", expected_version::no_stream()), order(7)});
  w.commit({sample_append("order-1", expected_version::exactly(version{9}))});
  w.commit({order(1), sample_append("order-8", expected_version::stream_exists())});
}

void sent_again(world& w) {
  for (int time = 0; time < 2; ++time) {
    w.commit_once(command("pay", 1));
    w.commit_once(command("ship", 1));
    w.close();
    w.open();
  }
  w.commit_once(command("pay", 1));
}

void snapshots(world& w) {
  w.snapshot(stream_key{1}, state(2));
  w.snapshot(stream_key{2}, state(1));
  w.commit({order(1)});
  w.snapshot(stream_key{1}, state(4));
  w.snapshot(stream_key{1}, state(5));
}

void checkpoints(world& w) {
  w.checkpoint("mail", position{2});
  w.commit({order(1)});
  w.checkpoint("mail", position{5});
  w.checkpoint("search", position{1});
  w.checkpoint("mail", position{3});
}

void deadlines(world& w) {
  w.commit({due(1, 10), due(2, 20)});
  w.commit({due(1, 30), without_deadline(2)});
  w.commit({due(4, 5)});
  w.commit({without_deadline(1), order(4)});
}

void maintained(world& w) {
  for (int i = 0; i < 8; ++i) {
    w.commit({heavy(i, 6, 900)});
    w.maintain();
  }
}

void closing(world& w) { w.close(); }

void opening(world& w) {
  w.open();
  w.commit({order(1)});
}

void upgraded(world& w) {
  w.open();
  w.commit({due(1, 10)});
  w.checkpoint("mail", position{4});
}

void big_commit(world& w) {
  w.commit({heavy(1, 300, 1500)}); // More than the cache holds: pages go to the disk before COMMIT.
  w.commit({order(2)});
}

void read_during_commits(world& w) {
  w.read_beside([&] {
    w.commit({order(1, 3)});
    w.commit({order(9)});
  });
  w.commit({order(2)});
}

void read_while_maintained(world& w) {
  w.read_beside([&] { maintained(w); });
  w.maintain();
  w.commit({order(2)});
}

void reopened_beside_a_reader(world& w) {
  w.read_beside([&] {
    w.close();
    w.open();
  });
  w.commit({order(2)});
}

void new_types(world& w) {
  w.commit({of_type("shipment", "ShipmentRequested", "parcel-1")});
  w.commit({of_type("payment", "PaymentRequested", "payment-1"), order(3)});
}

void opened_again_and_again(world& w) {
  for (int i = 0; i < 3; ++i) {
    w.open();
    w.commit({order(i)});
    w.close();
  }
}

void log_begun_anew(world& w) {
  for (int i = 0; i < 5; ++i)
    w.commit({heavy(i, 2, 500)});
  w.snapshot(stream_key{1}, state(1));
  w.commit({order(3)});
}

void archived(world& w) {
  w.archive({"order-1", "order-3"});
  w.commit({order(1), order(4)});
}

void closed_with_archives(world& w) {
  some_commits(w);
  archived(w);
  w.close();
}

void archived_again(world& w) {
  archived(w);
  w.archive({"order-1", "order-2"});
  w.commit({order(2)});
}

void everything(world& w) {
  w.commit({due(1, 10), heavy(2, 12, 900)});
  w.snapshot(stream_key{1}, state(1));
  w.checkpoint("mail", position{4});
  w.maintain();
  w.commit({heavy(3, 30, 900), without_deadline(1)});
  w.maintain();
  w.close();
  w.open();
  w.commit_once(command("pay", 2));
  w.maintain();
  w.commit({sample_append("order-1", expected_version::no_stream()), order(8)});
}

constexpr std::array scenarios{
    crash_scenario{"first_commit", nothing, first_commit},
    crash_scenario{"several_streams", opened, several_streams},
    crash_scenario{"conflicts", some_commits, conflicts},
    crash_scenario{"sent_again", opened, sent_again},
    crash_scenario{"snapshots", some_commits, snapshots},
    crash_scenario{"checkpoints", some_commits, checkpoints},
    crash_scenario{"deadlines", opened, deadlines},
    crash_scenario{"maintained", opened, maintained},
    crash_scenario{"closing", some_commits, closing},
    crash_scenario{"closing_after_maintaining", long_log, closing},
    crash_scenario{"archived", some_commits, archived},
    crash_scenario{"archived_again", long_log, archived_again},
    crash_scenario{"opening_with_archives", closed_with_archives, opening},
    crash_scenario{"opening", closed_with_some, opening},
    crash_scenario{"opening_after_a_power_cut", cut_off, opening},
    crash_scenario{"upgraded", old_format, upgraded},
    crash_scenario{"big_commit", some_commits, big_commit},
    crash_scenario{"read_during_commits", some_commits, read_during_commits},
    crash_scenario{"read_while_maintained", some_commits, read_while_maintained},
    crash_scenario{"reopened_beside_a_reader", some_commits, reopened_beside_a_reader},
    crash_scenario{"new_types", some_commits, new_types},
    crash_scenario{"opened_again_and_again", nothing, opened_again_and_again},
    crash_scenario{"log_begun_anew", long_log, log_begun_anew},
    crash_scenario{"everything", opened, everything},
};

} // namespace

std::span<const crash_scenario> crash_scenarios() { return scenarios; }

} // namespace docket::testing
